import { expect, type Page } from '@playwright/test'
import { overtakeNextSave } from './overtake.ts'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** The first press stays on its way so long: longer than what the second needs. Ms. */
const SLOW = 1500

/** Where the page's forms go. */
const ACTION = '**/settings/contracts.data*'

const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const blocked = (page: Page) => page.getByRole('checkbox', { name: 'Block attaching files' })
const always = (page: Page) => page.getByRole('radio', { name: /^Always/ })

test('[D4] “Saved” is said of a Save whose answer another rule overtakes, and of each that follows', async ({
  browser,
  portal,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/settings/contracts' })
  await ready(adam)
  await expect(section(adam, 'Attachments').getByText(/Saved/)).toHaveCount(0)
  const wasBlocked = await blocked(adam).isChecked()
  let said = ''
  await adam.route(ACTION, async (route) => {
    if (route.request().method() !== 'POST') return route.continue()
    const response = await route.fetch()
    said = await response.text()
    await route.fulfill({ response })
  })
  const overtake = await overtakeNextSave(portal.databaseUrl)
  await blocked(adam).click()
  await overtake()
  // Nothing but "done" leaves under a rule that has moved.
  await expect.poll(() => said).toBe('[{"_1":-5},"data"]\n')
  await expect(section(adam, 'Attachments').getByText(/Saved/)).toBeVisible()
  await adam.reload()
  expect(await blocked(adam).isChecked()).toBe(!wasBlocked)
})

test('[D4] what is pressed before the press before it is answered is in force in the end, all of it', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/settings/contracts' })
  await ready(adam)
  const wasBlocked = await blocked(adam).isChecked()
  await expect(always(adam)).not.toBeChecked()
  // The first press has left, and arrives late whether or not the page still waits for it.
  let [presses, landed] = [0, false]
  await adam.route(ACTION, async (route) => {
    if (route.request().method() !== 'POST' || ++presses > 1) return route.continue()
    await new Promise((done) => setTimeout(done, SLOW))
    const response = await route.fetch()
    landed = true
    await route.fulfill({ response }).catch(() => undefined)
  })
  await blocked(adam).click()
  await always(adam).check()
  await blocked(adam).click()
  await blocked(adam).click()
  await expect.poll(() => landed).toBe(true)
  await expect(always(adam)).toBeChecked()
  await expect(async () => {
    await adam.reload()
    expect(await always(adam).isChecked()).toBe(true)
    expect(await blocked(adam).isChecked()).toBe(!wasBlocked)
  }).toPass({ timeout: 15_000 })
})

test('[D4] what was pressed and refused is shown as it is saved, with the reason', async ({ browser }) => {
  const nora = await signedIn(browser, 'nora@northlight.example', { at: '/s/settings/contracts' })
  await ready(nora)
  // As from a page that has not heard of what was saved since.
  await nora.route(ACTION, (route) => {
    const sent = route.request().postData()
    return route.continue(sent ? { postData: sent.replace(/version=\d+/, 'version=1000000') } : {})
  })
  const comments = nora.getByRole('switch', { name: /may comment/ })
  for (const [control, title] of [
    [blocked(nora), 'Attachments'],
    [comments, 'Comments'],
  ] as const) {
    const was = await control.isChecked()
    await control.click()
    await expect(
      section(nora, title)
        .getByText(/saved other settings meanwhile/)
        .first(),
    ).toBeVisible()
    await expect(control).toBeChecked({ checked: was })
  }
})
