import { expect, type Browser, type Locator, type Page, type Request } from '@playwright/test'
import { ready, settled, signedIn } from './people.ts'
import { test } from './portal.ts'

/** The first press stays on its way so long: longer than what the next ones need. Ms. */
const SLOW = 1500

/** What leaves this page first arrives last. Answers whether it has. */
async function firstIsSlow(page: Page): Promise<() => boolean> {
  let [presses, landed] = [0, false]
  await page.route('**/*.data*', async (route) => {
    if (route.request().method() !== 'POST' || ++presses > 1) return route.continue()
    await new Promise((done) => setTimeout(done, SLOW))
    const response = await route.fetch()
    landed = true
    await route.fulfill({ response }).catch(() => undefined)
  })
  return () => landed
}

/** Presses a control that turns with each press, quickly; it shows each press at once, and the last is what is saved. */
async function pressedInTurn(page: Page, turns: (on: boolean) => Locator, times: number, was: boolean): Promise<void> {
  const landed = await firstIsSlow(page)
  for (let nth = 1; nth <= times; nth++) {
    await turns(was !== (nth % 2 === 0)).click()
    await expect(turns(was !== (nth % 2 === 1))).toBeVisible({ timeout: SLOW / 2 })
  }
  await expect.poll(landed).toBe(true)
  const last = turns(was !== (times % 2 === 1))
  await settled(page)
  await expect(last).toBeVisible()
  await page.unrouteAll({ behavior: 'wait' })
  await page.reload()
  await expect(last).toBeVisible()
}

/** Mila, at a task that she may change. */
async function atTheOilTanks(browser: Browser): Promise<Page> {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/tasks?q=oil%20tanks' })
  await mila.getByRole('link', { name: 'Remove the oil tanks' }).first().click()
  await expect(mila.getByRole('heading', { level: 1, name: 'Remove the oil tanks' })).toBeVisible()
  await ready(mila)
  return mila
}

test('[B5] [C2] what is ticked or muted and turned back before it was answered is in the end as it was pressed last', async ({
  browser,
}) => {
  const mila = await atTheOilTanks(browser)
  await mila.getByRole('textbox', { name: 'Something to do' }).fill('Order the seals')
  await mila.getByRole('textbox', { name: 'Something to do' }).press('Enter')
  const item = (done: boolean) => mila.getByRole('button', { name: 'Order the seals', pressed: done, exact: true })
  await expect(item(false)).toBeVisible()
  for (const times of [3, 2]) await pressedInTurn(mila, item, times, times === 2)

  await mila.goto('/s/conversations')
  await mila.getByRole('list', { name: 'Conversations' }).getByRole('link').first().click()
  await expect(mila).toHaveURL(/\/conversations\/[^/?#]+$/)
  await ready(mila)
  const bell = (muted: boolean) => mila.getByRole('button', { name: muted ? 'Unmute' : 'Mute', exact: true })
  for (const times of [3, 2]) await pressedInTurn(mila, bell, times, times === 2)
})

test('[B5] [C2] what is ticked and turned back by somebody who goes elsewhere before it was answered is as it was pressed last', async ({
  browser,
}) => {
  const mila = await atTheOilTanks(browser)
  const task = mila.url()
  await mila.getByRole('textbox', { name: 'Something to do' }).fill('Order the lids')
  await mila.getByRole('textbox', { name: 'Something to do' }).press('Enter')
  const item = (done: boolean) => mila.getByRole('button', { name: 'Order the lids', pressed: done, exact: true })
  await item(false).click()
  await expect(item(true)).toBeVisible()
  // The first press has arrived, and is not answered before she goes.
  const answer = Promise.withResolvers<null>()
  let presses = 0
  await mila.route('**/*.data*', async (route) => {
    if (route.request().method() !== 'POST' || ++presses > 1) return route.continue()
    const response = await route.fetch()
    await answer.promise
    await route.fulfill({ response }).catch(() => undefined)
  })
  const arrived = mila.waitForRequest((request) => request.postData()?.includes('done=no') ?? false)
  await item(true).click()
  await arrived
  await item(false).click()
  await expect(item(true)).toBeVisible()
  const isLast = (request: Request) => request.postData()?.includes('done=yes') ?? false
  const last = mila.waitForResponse((response) => isLast(response.request()), { timeout: 15_000 })
  await mila.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Projects' }).click()
  expect((await last).ok()).toBe(true)
  answer.resolve(null)
  await expect(mila.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
  await mila.unrouteAll({ behavior: 'wait' })
  await mila.goto(task)
  await expect(item(true)).toBeVisible()
})

test('[E8] [C3] [X2] “Share with client” that nobody answers shows what is saved, says why, and is in force when it is pressed again; so is a form', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.goto(`${new URL(ana.url()).pathname}/notes`)
  await ready(ana)
  await adam.goto('/s/accounts')
  await adam.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await expect(adam.getByRole('heading', { name: 'Notes' })).toBeVisible()
  await ready(adam)
  const note = adam.getByRole('listitem').filter({ hasText: 'Pays on the last Friday' })
  const share = note.getByRole('switch', { name: /Share with client/ })
  const why = /cannot be reached right now\. What you see is what was saved last/
  await expect(share).not.toBeChecked()

  const shareIt = async () => {
    await share.click()
    await adam.getByRole('button', { name: 'Share it' }).click()
  }
  await adam.context().setOffline(true)
  await shareIt()
  await expect(note.getByText(why)).toBeVisible()
  await expect(share).not.toBeChecked()
  await expect(ana.getByText('Pays on the last Friday')).toHaveCount(0)
  await adam.context().setOffline(false)
  await shareIt()
  await expect(ana.getByText('Pays on the last Friday')).toBeVisible()
  await expect(share).toBeChecked()
  await expect(note.getByText(why)).toHaveCount(0)

  // A form that fills a page keeps what was typed.
  const address = new URL(adam.url()).pathname
  await adam.goto(`${address}/edit`)
  await ready(adam)
  await adam.getByLabel('Phone (optional)').fill('+359 2 333')
  await adam.context().setOffline(true)
  await adam.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(adam.getByText(why)).toBeVisible()
  await expect(adam.getByLabel('Phone (optional)')).toHaveValue('+359 2 333')
  await adam.context().setOffline(false)
  await adam.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(adam).toHaveURL((url) => url.pathname === address)
  await expect(adam.getByText('+359 2 333')).toBeVisible()
})
