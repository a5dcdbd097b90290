import { expect, type Locator, type Page } from '@playwright/test'
import { feedOn, firstTask, peopleOfNewTask, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

const PHONE = { width: 390, height: 844 }

const boxOf = async (what: Locator) => {
  const box = await what.boundingBox()
  if (!box) throw new Error('It is not to be seen')
  return box
}
const open = async (page: Page, list: string, name: string) => {
  await page.goto(list)
  const address = await page.getByRole('link', { name, exact: true }).first().getAttribute('href')
  await page.goto(address ?? '')
  await ready(page)
  return address ?? ''
}

test('[B6] [F8] nothing of a comment for the team alone sticks out beside where one writes', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  await mila.getByRole('main').locator('a[href*="/tasks/"]').first().click()
  await ready(mila)
  await mila.getByRole('switch', { name: 'Team only' }).click()
  await mila.locator('#write textarea').fill('For the team alone')
  await mila.getByRole('button', { name: 'Send', exact: true }).click()
  const entry = feedOn(mila).locator('li[id^="e-"]').filter({ hasText: 'For the team alone' })
  await expect(entry).toBeVisible()
  const [row, cover] = [await boxOf(entry), await boxOf(mila.locator('.sticky', { has: mila.locator('#write') }))]
  expect(cover.x).toBeLessThanOrEqual(row.x)
  expect(cover.x + cover.width).toBeGreaterThanOrEqual(row.x + row.width)
})

test('[F8] what ends a dialog has the dialog’s corners', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const account = await open(mila, '/s/accounts', 'Rila Hotels')
  await mila.goto(`${account}?contact=new`)
  const dialog = mila.getByRole('dialog', { name: 'Add a person' })
  const round = (element: Element) => getComputedStyle(element).borderEndStartRadius
  const end = dialog.locator('.sticky')
  expect(await end.evaluate(round)).toBe(await dialog.evaluate(round))
})

test('[B9] [F8] on a phone the timeline says of every task how it is, also where its bar is out of sight', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { viewport: PHONE })
  const project = await open(mila, '/s/projects', 'Rila spa and pool')
  await mila.goto(`${project}/tasks?view=timeline&status=all`)
  await ready(mila)
  const region = mila.getByRole('region', { name: 'Tasks against the calendar' })
  const cut = () =>
    region.evaluate((box) => {
      const names = box.querySelector('.timeline-name')?.getBoundingClientRect().right ?? 0
      const { right } = box.getBoundingClientRect()
      const said = [...box.querySelectorAll('.timeline-says')].map((one) => one.getBoundingClientRect())
      return { many: said.length, cut: said.filter((one) => one.left < names || one.right > right).length }
    })
  for (const share of [0, 0.5, 1]) {
    await region.evaluate((box, to) => (box.scrollLeft = (box.scrollWidth - box.clientWidth) * to), share)
    expect((await cut()).many).toBeGreaterThan(5)
    expect((await cut()).cut).toBe(0)
  }
})

test('[C2] [F8] the mark of what is unread stands behind the last word of a title, whatever room there is', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example', { viewport: PHONE })
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  await mila.goto(`/s${await firstTask(ana)}`)
  await ready(mila)
  await say(mila, 'The pallets come on Monday.')
  await expect(ana.locator('li p span[aria-hidden]').first()).toBeVisible()
  const alone = () =>
    ana.evaluate(() => {
      const marked = [...document.querySelectorAll('li p')].filter((title) => title.querySelector('span[aria-hidden]'))
      const parts = marked.map((title) => {
        const mark = title.querySelector('span[aria-hidden]')
        const word = document.createRange()
        word.selectNodeContents(mark?.previousSibling ?? title)
        const [last, at] = [[...word.getClientRects()].at(-1), mark?.getBoundingClientRect()]
        return !last || !at || at.top > last.bottom || at.left < last.right
      })
      return { many: parts.length, alone: parts.filter(Boolean).length }
    })
  for (let width = 330; width <= 430; width += 4) {
    await ana.setViewportSize({ width, height: 844 })
    const found = await alone()
    expect(found.many).toBeGreaterThan(0)
    expect(found.alone, String(width)).toBe(0)
  }
})

test('[B5] the board says how cards are moved once, as fits the pointer', async ({ browser }) => {
  for (const [options, shown, hidden] of [
    [{}, /^Drag a card to another column/, /^Hold a card/],
    [{ viewport: PHONE, hasTouch: true, isMobile: true }, /^Hold a card/, /^Drag a card to another column/],
  ] as const) {
    const mila = await signedIn(browser, 'mila@northlight.example', { ...options, at: '/s/tasks?view=board&whose=all' })
    await ready(mila)
    await expect(mila.getByText(shown)).toBeVisible()
    await expect(mila.getByText(hidden)).toBeHidden()
  }
})

test('[B3] who was added to a task is said where it was pressed, and of each name of a person whose it is', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  await peopleOfNewTask(mila)
  const add = mila.getByRole('button', { name: 'Add', exact: true })
  for (const name of ['Ана Петрова', 'Lena Brandt']) {
    await mila.getByRole('checkbox', { name }).check()
    await add.click()
    await expect(mila.getByRole('status').filter({ hasText: name })).toHaveText(/ is added\.$/)
    await expect(mila.getByRole('status').filter({ hasText: name })).toBeInViewport()
  }
  await expect(mila.getByText('Ана Петрова is added.')).toHaveCount(0)
  for (const [name, kind] of [
    ['Hana Dvořáková · AquaSeal', 'Client'],
    ['Hana Dvořáková · AquaSeal', 'Supplier'],
    ['Hana Dvořáková · Old Mill', 'Client'],
  ] as const)
    await expect(mila.locator('label').filter({ hasText: name }).filter({ hasText: kind })).toHaveCount(1)
})
