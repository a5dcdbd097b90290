import type { Plugin } from 'vite'

const FILE = '/@remix-run/react/dist/esm/routeModules.js'
const RELOADS = 'window.location.reload()'

/**
 * Where the script of a page cannot be had the framework loads the page again on which somebody pressed: their press seems to have done nothing. It
 * says so instead, and `app/frame/left-behind.ts` goes where they wanted to.
 */
export function missingPages(): Plugin {
  return {
    name: 'portico:missing-pages',
    apply: 'build',
    transform(code, id, options) {
      if (options?.ssr || !id.replaceAll('\\', '/').endsWith(FILE)) return null
      if (code.split(RELOADS).length !== 2) this.error(`${FILE} does not reload in one place any more.`)
      return { code: code.replace(RELOADS, "window.dispatchEvent(new Event('portico:page-missing'))"), map: null }
    },
  }
}
