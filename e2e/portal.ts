import { test as base, type Browser } from '@playwright/test'
import { createHash } from 'node:crypto'

/** A portal that one test has to itself. */
export interface Portal {
  /** Its database's name. */
  name: string
  url: string
  databaseUrl: string
  /** What its terminal shows while nobody owns it; null with the demo. */
  code: string | null
}

/** Where portals are asked for; of this folder's own, so that two clones can be tested at once. */
export const portalsAt = {
  host: '127.0.0.1',
  port:
    20_000 +
    (createHash('sha256')
      .update(import.meta.dirname)
      .digest()
      .readUInt16BE() %
      10_000),
  get url() {
    return `http://${this.host}:${String(this.port)}/`
  },
}

async function ask(method: 'POST' | 'DELETE', what = ''): Promise<unknown> {
  const answer = await fetch(portalsAt.url + what, { method })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}

/** An answer that took longer is told of a test that failed. Ms. */
const SLOW = 2000

/** What stands in every window of a test that failed, what they were refused and what took long: the report shows the first of them only. */
async function shownBy(browser: Browser): Promise<string> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  const shown = pages.map(async (page) => {
    const words = await page.locator('body').innerText({ timeout: 2000 }).catch(String)
    const asked = await page.evaluate((slow) => {
      const since = (at: number) => `${((performance.now() - at) / 1000).toFixed(1)} s ago`
      const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
      return entries
        .map((entry) => entry as PerformanceResourceTiming)
        .filter(
          ({ entryType, responseStatus, duration }) =>
            entryType === 'navigation' || responseStatus === 0 || responseStatus >= 400 || duration > slow,
        )
        .map(
          ({ name, responseStatus, duration, startTime }) =>
            `${String(responseStatus)} ${name} (${since(startTime)}, ${String(Math.round(duration))} ms)`,
        )
    }, SLOW)
    const veiled = (await page.evaluate(() => document.body.hidden)) ? ' (hidden until it is loaded again)' : ''
    return [page.url() + veiled, words.replaceAll(/\s+/g, ' ').slice(0, 4000), ...asked].join('\n')
  })
  return (await Promise.all(shown)).join('\n\n')
}

/** A test has the demo, unless it says `test.use({ empty: true })`. */
export const test = base.extend<{ empty: boolean; portal: Portal }>({
  empty: [false, { option: true }],
  portal: async ({ empty, browser }, use, info) => {
    const portal = (await ask('POST', empty ? 'empty' : '')) as Portal
    await use(portal)
    if (info.status !== info.expectedStatus) process.stdout.write(await shownBy(browser))
    // Windows whose portal goes would look for it, and keep it from going; those of a test that failed are looked at once more.
    else await Promise.all(browser.contexts().map((context) => context.close()))
    await ask('DELETE', portal.name)
  },
  baseURL: ({ portal }, use) => use(portal.url),
})
