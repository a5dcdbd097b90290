import type { ServerBuild } from '@remix-run/node'

type Route = ServerBuild['routes'][string]

interface Leaf {
  /** The route and those around it. */
  ids: string[]
  /** What its address is made of: words, and null for what may be anything. */
  segments: (string | null)[]
  /** Whether more may follow. */
  open: boolean
}

/**
 * The routes of a build that an address can mean. The router ranks all the routes it is given anew for each request; given the few
 * that fit it is done in a tenth of the time. For answers without a document, which names every route.
 */
export function branchesOf(build: ServerBuild): (path: string) => ServerBuild {
  const leaves = leavesOf(build)
  const made = new Map<string, ServerBuild>()
  return (path) => {
    // What is encoded is left to the router.
    if (path.includes('%')) return build
    const segments = path
      .replace(/(^\/_root)?\.data$/, '')
      .split('/')
      .filter(Boolean)
    const ids = [...new Set(leaves.filter((leaf) => fits(leaf, segments)).flatMap((leaf) => leaf.ids))]
    const key = ids.join(' ')
    const known = made.get(key)
    if (known) return known
    const routes = Object.fromEntries(ids.map((id) => [id, build.routes[id]]))
    const branch = { ...build, routes } as ServerBuild
    made.set(key, branch)
    return branch
  }
}

function fits({ segments, open }: Leaf, asked: readonly string[]): boolean {
  if (open ? asked.length < segments.length : asked.length !== segments.length) return false
  return segments.every((segment, nth) => segment === null || segment === asked[nth]?.toLowerCase())
}

function leavesOf({ routes }: ServerBuild): Leaf[] {
  const parents = new Set(Object.values(routes).map(({ parentId }) => parentId))
  return Object.values(routes).flatMap((route) => {
    if (parents.has(route.id) && route.path === undefined) return []
    const line: Route[] = []
    for (let one: Route | undefined = route; one; one = routes[one.parentId ?? '']) line.unshift(one)
    const words = line.flatMap(({ path }) => path?.split('/') ?? []).filter(Boolean)
    const open = words.at(-1) === '*'
    return {
      ids: line.map(({ id }) => id),
      open,
      segments: (open ? words.slice(0, -1) : words).map((word) => (word.startsWith(':') ? null : word.toLowerCase())),
    }
  })
}
