import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { ServerBuild } from '@remix-run/node'
import type { Pages } from './application.ts'
import { assets } from './assets.ts'

/** The pages as `npm run build` made them, in `folder` (`build/`). */
export async function builtPages(folder: string): Promise<Pages> {
  const build = (await import(pathToFileURL(join(folder, 'server/index.js')).href)) as ServerBuild
  return {
    mode: 'production',
    build: () => Promise.resolve(build),
    assets: assets(join(folder, 'client')),
    close: () => Promise.resolve(),
  }
}
