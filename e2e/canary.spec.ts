import { expect, test, type Page } from '@playwright/test'
import { ready, say, signedIn } from './people.ts'

/** What a screen may take to lose what is no longer its reader’s. Ms. */
const SOON = 5000

test('[F2] [S5] what Ana loses sight of is in none of her tabs: no page, script data, storage, cache, search, Back or Forward', async ({
  browser,
}) => {
  test.setTimeout(90_000)
  const canary = `Canary${Date.now().toString(36)}`
  const asked = `Asked${Date.now().toString(36)}`
  const mila = await signedIn(browser, 'mila@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const [task = ''] =
    (await ana.locator('main a[href*="/tasks/"]').first().getAttribute('href'))?.match(/\/tasks\/[^/?#]+/) ?? []
  const base = new URL(ana.url()).pathname

  await mila.goto(`/s${task}/edit`)
  await ready(mila)
  await mila.getByLabel('Title', { exact: true }).fill(`${canary} ${asked}`)
  await mila.getByRole('button', { name: /^Save/ }).click()
  await expect(mila.getByRole('heading', { level: 1, name: canary })).toBeVisible()
  await ready(mila)
  await say(mila, `${canary} in a comment`)

  const tabs = [ana, await ana.context().newPage(), await ana.context().newPage()] as const
  const [here, gone, list] = tabs
  await here.goto(base + task)
  await expect(here.getByText(`${canary} in a comment`)).toBeVisible()
  // The task is in this one's past, and in that of the other two as far as it was found there.
  await gone.goto(base + task)
  await ready(gone)
  await gone.goto(`${base}/projects`)
  await list.goto(`${base}/search?q=${asked}`)
  await expect(list.locator('main').getByText(canary).first()).toBeVisible()
  await list.goto(`${base}/tasks?whose=all&status=all`)
  await expect(list.getByText(canary).first()).toBeVisible()
  for (const tab of tabs) await ready(tab)

  await mila.goto(`/s${task}/people`)
  await ready(mila)
  await mila.getByRole('button', { name: /^Take Ана .* off this task/ }).click()
  await expect(mila.getByRole('button', { name: /^Take Ана .* off this task/ })).toHaveCount(0)

  for (const tab of tabs) await expect.poll(() => whereIs(tab, canary), { timeout: SOON }).toEqual([])
  for (const move of ['goBack', 'goForward', 'reload'] as const)
    for (const tab of tabs) {
      await tab[move]({ waitUntil: 'load' })
      await expect.poll(() => whereIs(tab, canary), { timeout: SOON }).toEqual([])
    }
  await list.goto(`${base}/search?q=${asked}`)
  await expect(list.getByText('Nothing found')).toBeVisible()
  const told = await list.evaluate(
    ([path, q]) => fetch(`${path}/live/find?q=${q}&at=`).then((answer) => answer.text()),
    [base, asked] as const,
  )
  expect(JSON.parse(told)).toEqual({ groups: [] })
})

/** Where in a tab the words are: each of the places where a page can leave them. */
async function whereIs(page: Page, words: string): Promise<string[]> {
  return page
    .evaluate(async (words) => {
      const found: string[] = []
      const look = (where: string, text: string) => {
        if (text.includes(words)) found.push(where)
      }
      const context = (window as { __remixContext?: { state?: unknown } }).__remixContext
      const router = (window as { __remixRouter?: { state?: { loaderData?: unknown; actionData?: unknown } } })
        .__remixRouter
      look('document', document.documentElement.outerHTML)
      look('title', document.title)
      look(
        'fields',
        [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value).join(),
      )
      look('context', JSON.stringify(context?.state ?? null))
      look('router', JSON.stringify([router?.state?.loaderData, router?.state?.actionData]))
      look('history', JSON.stringify(window.history.state))
      look('local storage', JSON.stringify(window.localStorage))
      look('session storage', JSON.stringify(window.sessionStorage))
      look('databases', JSON.stringify(await window.indexedDB.databases()))
      for (const name of await window.caches.keys()) look('cache storage', name)
      for (const path of new Set([
        window.location.href,
        ...performance.getEntriesByType('resource').map(({ name }) => name),
      ])) {
        if (!path.startsWith(window.location.origin)) continue
        // What waits for an answer of somebody else is not kept.
        const signal = AbortSignal.timeout(300)
        const kept = await fetch(path, { cache: 'only-if-cached', mode: 'same-origin', signal })
          .then((answer) => (answer.ok ? answer.text() : ''))
          .catch(() => '')
        look(`kept ${path}`, kept)
      }
      return found
    }, words)
    .catch((error: unknown) => [`between two pages: ${String(error)}`])
}
