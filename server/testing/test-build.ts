import type { ActionFunction, EntryContext, LoaderFunction, ServerBuild } from '@remix-run/node'

/** A route as its module exports it; only what runs on the server matters. */
export interface TestRoute {
  loader?: unknown
  action?: unknown
  default?: unknown
  handle?: unknown
}

/** A build of these routes whose pages are their data as JSON: what a page is made from, without what it looks like. */
export function buildOf(routes: Record<string, TestRoute>): ServerBuild {
  const entries = Object.entries(routes).map(([path, module], at) => {
    const id = `route-${String(at)}`
    const own = {
      ...(module.loader ? { loader: module.loader as LoaderFunction } : {}),
      ...(module.action ? { action: module.action as ActionFunction } : {}),
      ...(module.handle ? { handle: module.handle } : {}),
      // A route is a page exactly if it has this.
      default: module.default ? () => null : undefined,
    }
    return [
      id,
      { id, parentId: 'root', path: path.replace(/^\//, ''), ...(path === '/' ? { index: true } : {}), module: own },
    ] as const
  })
  const root = ['root', { id: 'root', path: '', module: { default: () => null } }] as const
  const manifest = [root, ...entries].map(
    ([id, { path }]) =>
      [
        id,
        {
          id,
          path,
          module: '',
          hasLoader: true,
          hasAction: true,
          hasErrorBoundary: false,
          hasClientAction: false,
          hasClientLoader: false,
        },
      ] as const,
  )
  return {
    entry: { module: { default: asJson, handleError: () => undefined } },
    routes: Object.fromEntries<ServerBuild['routes'][string]>([root, ...entries]),
    assets: { entry: { module: '', imports: [] }, routes: Object.fromEntries(manifest), url: '', version: '1' },
    basename: '/',
    publicPath: '/',
    assetsBuildDirectory: '',
    future: {
      v3_fetcherPersist: true,
      v3_relativeSplatPath: true,
      v3_throwAbortReason: true,
      v3_singleFetch: true,
      v3_lazyRouteDiscovery: true,
    },
    isSpaMode: false,
    mode: 'production',
  }
}

const asJson = (
  _request: Request,
  status: number,
  headers: Headers,
  { staticHandlerContext: { loaderData, actionData, errors } }: EntryContext,
) => {
  headers.set('content-type', 'application/json')
  return Promise.resolve(new Response(JSON.stringify({ loaderData, actionData, errors }), { status, headers }))
}
