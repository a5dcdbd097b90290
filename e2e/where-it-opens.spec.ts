import { expect, type Page } from '@playwright/test'
import { feedOn, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

const PHONE = { width: 390, height: 844 }
/** A phone with its keyboard up. */
const LOW = { width: 390, height: 500 }

const sendOn = (page: Page) => page.getByRole('button', { name: 'Send', exact: true })

/** Nothing lies over the whole of Send: a press in any corner of it is its own. */
const isUncovered = (page: Page) =>
  sendOn(page).evaluate((button) => {
    const { left, right, top, bottom } = button.getBoundingClientRect()
    const corners = [left + 6, right - 6].flatMap((x) => [top + 6, bottom - 6].map((y) => [x, y] as const))
    return corners.every(([x, y]) => button.contains(document.elementFromPoint(x, y)))
  })

/** A task of the staff's own with many words in it; answers its address. */
async function longTask(mila: Page, baseURL: string, words: number): Promise<string> {
  await mila.goto('/s/tasks')
  await mila.getByRole('link', { name: 'New task' }).click()
  await mila.getByRole('combobox', { name: 'Project' }).selectOption({ label: 'Heating plant renewal, Bansko' })
  await mila.getByLabel('Title').fill(`A long talk ${crypto.randomUUID().slice(0, 8)}`)
  await mila.getByRole('button', { name: 'Make the task' }).click()
  await expect(mila).toHaveURL(/\/tasks\/[0-9a-f-]{36}\?told=made$/)
  const id = /tasks\/([^/?#]+)/.exec(mila.url())?.[1] ?? ''
  const task = `/s/tasks/${id}`
  for (let nth = 1; nth <= words; nth++) await sayWord(mila, baseURL, task, nth)
  return task
}

const wordOf = (nth: number) => `Word number ${String(nth)} of many`

const tellFeed = async (page: Page, baseURL: string, task: string, form: Record<string, string>) => {
  const answer = await page.request.post(task.replace('/tasks/', '/feed/task/'), { headers: { origin: baseURL }, form })
  expect(answer.ok()).toBe(true)
}
const sayWord = (page: Page, baseURL: string, task: string, nth: number) =>
  tellFeed(page, baseURL, task, { intent: 'post', sentId: crypto.randomUUID(), body: wordOf(nth), audience: '' })

test('[B6] [F3] a task in which something is new opens at its newest word and stands still, with where one writes in sight, on every screen and without script', async ({
  browser,
  baseURL,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const task = await longTask(mila, String(baseURL), 40)
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const state = await adam.context().storageState()
  await tellFeed(adam, String(baseURL), task, { intent: 'mark-read', all: String(Number.MAX_SAFE_INTEGER), team: '0' })
  let said = 40
  const newest = (page: Page) => feedOn(page).getByText(wordOf(said))
  /** Who opened it before may have read all of it. */
  const sayMore = () => sayWord(mila, String(baseURL), task, ++said)
  for (const viewport of [{ width: 1440, height: 900 }, PHONE, LOW])
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ storageState: state, viewport, javaScriptEnabled })
      const page = await context.newPage()
      // Where the end was to be seen, frame by frame, since the page was there whole: what grows above it must not move it.
      await page.addInitScript(() => {
        const seen: number[] = []
        Object.assign(window, { seen })
        const look = () => {
          const end = document.querySelector('#newest')
          if (end && document.readyState !== 'loading') seen.push(Math.round(end.getBoundingClientRect().top))
          requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      })
      await sayMore()
      await page.goto(task)
      await expect(newest(page)).toBeInViewport()
      await expect(sendOn(page)).toBeInViewport({ ratio: 1 })
      expect(await isUncovered(page), JSON.stringify(viewport)).toBe(true)
      if (javaScriptEnabled) {
        await ready(page)
        await expect(newest(page)).toBeInViewport()
        const seen = await page.evaluate(() => (window as unknown as { seen: number[] }).seen)
        const last = seen.at(-1) ?? 0
        expect(
          seen.filter((at) => Math.abs(at - last) > 40),
          seen.join(' '),
        ).toEqual([])
        // At the top of the page one can write just as well.
        await expect(async () => {
          // Whose script comes late opens where it opens.
          await page.evaluate(() => window.scrollTo(0, 0))
          await expect(page.getByRole('heading', { level: 1 })).toBeInViewport({ timeout: 500 })
        }).toPass({ timeout: 10_000 })
        await expect(sendOn(page)).toBeInViewport({ ratio: 1 })
        expect(await isUncovered(page), JSON.stringify(viewport)).toBe(true)
      }
      await context.close()
    }

  // Led there from a list; and back to where one was on it.
  const reader = await (await browser.newContext({ storageState: state })).newPage()
  await sayMore()
  await reader.goto('/s/tasks?whose=all')
  await ready(reader)
  await reader.locator(`a[href="${task}"]`).first().click()
  await expect(newest(reader)).toBeInViewport()
  await reader.evaluate(() => window.scrollTo(0, 10))
  await reader.goBack()
  await expect(reader.getByRole('heading', { name: 'Tasks', level: 1 })).toBeVisible()
})

test('[B6] [F3] a task in which nothing is new opens at its top, with what is to be done, on every screen and without script', async ({
  browser,
  baseURL,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const task = await longTask(mila, String(baseURL), 30)
  const state = await mila.context().storageState()
  for (const viewport of [{ width: 1440, height: 900 }, PHONE])
    for (const javaScriptEnabled of [true, false]) {
      const context = await browser.newContext({ storageState: state, viewport, javaScriptEnabled })
      const page = await context.newPage()
      await page.goto(task)
      await expect(feedOn(page).getByText(wordOf(30))).toBeAttached()
      if (javaScriptEnabled) await ready(page)
      await expect(page.getByRole('button', { name: 'Start work' })).toBeInViewport()
      await expect(page.getByRole('heading', { level: 1 })).toBeInViewport()
      await expect(feedOn(page).getByText(wordOf(30))).not.toBeInViewport()
      expect(await page.evaluate(() => window.scrollY)).toBe(0)
      await context.close()
    }
})
