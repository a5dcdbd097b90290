import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Rollup } from 'vite'
import { portalPages } from './app/pages.ts'
import remixOptions from './remix.config.js'
import { MAIN_PAGES } from './tools/first-load.ts'
import { iconsByName } from './tools/icons-by-name.ts'
import { missingPages } from './tools/missing-pages.ts'
import { nativeModules } from './tools/native-modules.ts'
import { wordsByPage } from './tools/words-by-page.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** What every page loads is two files, one of them the same in many releases: many small ones compress far worse. */
const framework =
  /\0(vite\/preload-helper|commonjsHelpers)|\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream)\//
const aroundPages = /\/app\/(entry\.client|root|routes\/portal)\.tsx(\?|$)/
const mainFiles = portalPages
  .filter(({ name }) => MAIN_PAGES.includes(name))
  .map(({ file }) => file.replace('.', '\\.'))
const mainPages = new RegExp(`/app/(${mainFiles.join('|')})(\\?|$)`)
const icons = '/lucide-react/dist/esm/icons/'

/** What so many use at most comes with those. */
const FEW = 3

/** Names the file of a module: parts of pages that are too small for one are everywhere; the rest goes where the builder sees fit. */
function fileOf() {
  let around: Set<string> | undefined
  let atFirst: Set<string> | undefined
  return (id: string, { getModuleIds, getModuleInfo }: Rollup.ManualChunkMeta) => {
    if (framework.test(id)) return 'framework'
    const next = (one: string) => getModuleInfo(one)?.importedIds ?? []
    around ??= reachedFrom(
      [...getModuleIds()].filter((one) => aroundPages.test(one)),
      next,
    )
    atFirst ??= reachedFrom(
      [...getModuleIds()].filter((one) => mainPages.test(one)),
      next,
    )
    if (around.has(id)) return 'everywhere'
    const users = getModuleInfo(id)?.importers.length ?? 0
    const isShared = (id.includes(icons) && users > 1) || (id.includes('/app/ui/') && users > FEW)
    if (!isShared) return undefined
    // What no main page shows at first comes with what does.
    return atFirst.has(id) ? 'everywhere' : 'soon'
  }
}

function reachedFrom(roots: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set(roots)
  for (const id of reached) for (const one of next(id)) reached.add(one)
  for (const root of roots) reached.delete(root)
  return reached
}

export default defineConfig(({ isSsrBuild }) => ({
  root,
  plugins: [
    nativeModules(root),
    wordsByPage(root),
    iconsByName(root),
    missingPages(),
    tailwindcss(),
    remix(remixOptions),
  ],
  resolve: { alias: { '~': `${root}app` } },
  // The server needs forty of its two thousand pictures.
  ssr: { noExternal: ['lucide-react'] },
  build: {
    target: 'es2022',
    // A picture or font inlined as a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    ...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: fileOf() } } }),
  },
}))
