import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { describe, expect, it } from 'vitest'
import { branchesOf } from '#server/platform/http/branches.ts'
import routes from './routes.ts'

type Routes = ServerBuild['routes']
type RouteObjects = Parameters<typeof matchRoutes>[0]

interface Entry {
  id: string
  path?: string
  index?: boolean
  children?: Entry[]
}

/** The build's list of routes, as the framework makes it from the nested ones. */
const flat = (entries: readonly Entry[], parentId: string): [string, Routes[string]][] =>
  entries.flatMap(({ id, path, index, children = [] }) => [
    [id, { id, parentId, path, index, module: {} } as unknown as Routes[string]],
    ...flat(children, id),
  ])

const whole = {
  routes: Object.fromEntries([
    ['root', { id: 'root', path: '', module: {} } as unknown as Routes[string]],
    ...flat(routes, 'root'),
  ]),
} as ServerBuild

/** What the router finds at an address among these routes. */
function found({ routes }: ServerBuild, address: string) {
  const under = (parentId: string | undefined): RouteObjects =>
    Object.values(routes)
      .filter((route) => route.parentId === parentId)
      .map(({ id, path, index }) => (index ? { id, path, index } : { id, path, children: under(id) }))
  return matchRoutes(under(undefined), address)?.map(({ route, params }) => ({ id: route.id, params })) ?? null
}

const UUID = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0000'
const addresses = (function all(entries: readonly Entry[], before: string): string[] {
  return entries.flatMap(({ path = '', children = [] }) => {
    const address = [before, path.replace(/:\w+\??/g, UUID).replace('*', 'any/thing')].filter(Boolean).join('/')
    return [`/${address}`, ...all(children, address)]
  })
})(routes, '')

describe('the routes that an address can mean', () => {
  it('are the ones that the router would find among all, and few', () => {
    const branch = branchesOf(whole)
    expect(addresses.length).toBeGreaterThan(40)
    for (const address of addresses) {
      const variants = [
        address,
        `${address}/`,
        `/${address}`,
        address.toUpperCase(),
        `${address}/more`,
        `${address}/${UUID}/people`,
        `${address};x`,
        `${address}%20`,
        address.replace(/s/, '%73'),
        address.replace(/\/([^/]*)$/, '//$1'),
        address.replace(UUID, 'new'),
        address.replace(UUID, '..'),
      ]
      for (const path of variants) {
        const few = branch(path === '/' ? '/_root.data' : `${path}.data`)
        expect({ path, found: found(few, path) }).toEqual({ path, found: found(whole, path) })
      }
      expect(Object.keys(branch(`${address}.data`).routes).length).toBeLessThan(12)
    }
  })

  it('are all of them where the address is encoded', () => {
    expect(branchesOf(whole)('/s/%74asks.data')).toBe(whole)
  })
})
