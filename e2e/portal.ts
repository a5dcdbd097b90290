import { test as base } from '@playwright/test'
import { createHash } from 'node:crypto'
import { shownBy } from './shown.ts'

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

/** A test has the demo, unless it says `test.use({ empty: true })`. */
export const test = base.extend<{ empty: boolean; portal: Portal }>({
  empty: [false, { option: true }],
  portal: async ({ empty, browser }, use, info) => {
    const portal = (await ask('POST', empty ? 'empty' : '')) as Portal
    await use(portal)
    if (info.status !== info.expectedStatus)
      process.stdout.write(await shownBy(browser, (nth) => info.outputPath(`window-${String(nth + 1)}.png`)))
    // Windows whose portal goes would look for it, and keep it from going; those of a test that failed are looked at once more.
    else await Promise.all(browser.contexts().map((context) => context.close()))
    await ask('DELETE', portal.name)
  },
  baseURL: ({ portal }, use) => use(portal.url),
})
