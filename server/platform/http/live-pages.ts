import type { Server } from 'node:http'
import type { ServerBuild } from '@remix-run/node'
import type { Pages } from './application.ts'

/** The pages as they are being written: Vite compiles what is asked for and tells open pages of changes, on the portal's own server. */
export async function livePages(root: string, server: Server): Promise<Pages> {
  const { createServer } = await import('vite')
  const before = new Set(process.listeners('SIGTERM'))
  // Where the database, the tests and the builder write all the time, there is no source to follow.
  const watch = { ignored: [`${root}{.cache,build,data,shots}/**`] }
  const vite = await createServer({ root, appType: 'custom', server: { middlewareMode: true, hmr: { server }, watch } })
  // Its helpers would end the process before the portal and the database are stopped.
  for (const ends of process.listeners('SIGTERM')) if (!before.has(ends)) process.off('SIGTERM', ends)
  return {
    mode: 'development',
    build: () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>,
    assets: vite.middlewares,
    close: () => vite.close(),
  }
}
