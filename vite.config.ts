import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import remixOptions from './remix.config.js'
import { nativeModules } from './tools/native-modules.ts'

const root = fileURLToPath(new URL('.', import.meta.url))

/** What every page loads is two files, one of them the same in many releases: many small ones compress far worse. */
const framework =
  /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|@remix-run|turbo-stream|i18next|react-i18next)\//
const everywhere = /\/app\/(ui|frame|live|locales|i18n)|\/lucide-react\//
const fileOf = (id: string) => (framework.test(id) ? 'framework' : everywhere.test(id) ? 'everywhere' : undefined)

export default defineConfig(({ isSsrBuild }) => ({
  root,
  plugins: [nativeModules(root), tailwindcss(), remix(remixOptions)],
  resolve: { alias: { '~': `${root}app` } },
  // The server needs forty of its two thousand pictures.
  ssr: { noExternal: ['lucide-react'] },
  build: {
    target: 'es2022',
    // A picture or font inlined as a data: address would be refused by the content security policy.
    assetsInlineLimit: 0,
    sourcemap: false,
    ...(isSsrBuild ? {} : { rollupOptions: { output: { manualChunks: fileOf } } }),
  },
}))
