import { openPages, portalPages, prefixes } from './pages.ts'

interface RouteEntry {
  id: string
  file: string
  path?: string
  index?: boolean
  children?: RouteEntry[]
}

const entry = (id: string, path: string, file: string): RouteEntry => ({
  id,
  file,
  ...(path ? { path } : { index: true }),
})

const frames = prefixes.map((prefix): RouteEntry => {
  const pages = portalPages.filter((page) => !page.only || page.only === prefix.side)
  const children = pages.map((page) => entry(`${prefix.name}/${page.name}`, page.path, page.file))
  return { ...entry(prefix.name, prefix.path, 'routes/portal.tsx'), children }
})

const open = openPages.map((page) => entry(page.name, page.path, page.file))

export default [...open, ...frames.filter((frame) => frame.children?.length)] satisfies RouteEntry[]
