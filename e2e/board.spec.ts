import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What another's screen may take to show a move. Ms. */
const SOON = 4000

const column = (page: Page, name: string) => page.getByRole('region', { name: new RegExp(`^${name}`) })
const card = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })

/** Makes a task for Ana and shows it; answers the address of its project. */
async function newTask(mila: Page, title: string): Promise<string> {
  await mila.goto('/s/projects')
  const project = (await mila.getByRole('link', { name: 'Heating plant renewal, Bansko' }).getAttribute('href')) ?? ''
  await mila.goto(`${project}/new-task`)
  await mila.getByLabel('Title').fill(title)
  await mila.getByLabel('For').selectOption({ label: 'Ана Петрова (Rila Hotels)' })
  await mila.getByRole('button', { name: 'Make the task' }).click()
  await expect(mila).toHaveURL(/\/tasks\/[0-9a-f-]{36}\?told=made$/)
  return project
}

/** Takes a card by the mouse and lets it go over a column. */
async function drag(page: Page, title: string, to: string): Promise<void> {
  const from = await card(page, title).boundingBox()
  const target = await column(page, to).boundingBox()
  if (!from || !target) throw new Error(`Nothing to drag: ${title} → ${to}`)
  await page.mouse.move(from.x + from.width / 2, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + 16)
  await page.mouse.move(target.x + target.width / 2, target.y + 40, { steps: 4 })
  await page.mouse.up()
}

test('[B5] [B2] Mila and Adam work on one board by mouse and keyboard; of two at one card the second is told; Ana moves what is hers', async ({
  browser,
}) => {
  const wide = { viewport: { width: 2200, height: 1000 } }
  const mila = await signedIn(browser, 'mila@northlight.example', { ...wide, at: null })
  const adam = await signedIn(browser, 'adam@northlight.example', { ...wide, at: null })

  // A task of their own, so that the demo of other tests stays as it is.
  const title = `Board ${crypto.randomUUID().slice(0, 8)}`
  const project = await newTask(mila, title)

  for (const page of [mila, adam]) {
    await page.goto(`${project}/tasks?view=board`)
    await ready(page)
    await expect(column(page, 'New').getByText(title)).toBeVisible()
  }

  // By mouse: at once on the own screen, soon on the other.
  await drag(mila, title, 'In progress')
  await expect(column(mila, 'In progress').getByText(title)).toBeVisible({ timeout: 500 })
  await expect(column(adam, 'In progress').getByText(title)).toBeVisible({ timeout: SOON })

  // By keyboard: Space lifts, arrows choose, Space drops, and the focus stays with the card.
  await adam.getByRole('link', { name: title, exact: true }).focus()
  await adam.keyboard.press('Space')
  await expect(adam.getByText(/is lifted\. It can go to/)).toBeAttached()
  await adam.keyboard.press('ArrowRight')
  await adam.keyboard.press('Space')
  await expect(column(adam, 'Ready for review').getByText(title)).toBeVisible()
  await expect(adam.getByRole('link', { name: title, exact: true })).toBeFocused()
  await expect(column(mila, 'Ready for review').getByText(title)).toBeVisible({ timeout: SOON })
  await adam.keyboard.press('Space')
  await adam.keyboard.press('ArrowRight')
  await adam.keyboard.press('Escape')
  await expect(column(adam, 'Ready for review').getByText(title)).toBeVisible()

  // Two at one card: what Mila drops is held back until Adam has moved it elsewhere.
  await mila.route('**/move', async (route) => {
    await drag(adam, title, 'New')
    await expect(column(adam, 'New').getByText(title)).toBeVisible()
    await adam.waitForTimeout(300)
    await route.continue()
  })
  await drag(mila, title, 'In progress')
  await expect(mila.getByText(/Somebody moved this task meanwhile/).last()).toBeVisible({ timeout: 5000 })
  await expect(column(mila, 'New').getByText(title)).toBeVisible({ timeout: SOON })
  await expect(column(mila, 'In progress').getByText(title)).toHaveCount(0)
  await mila.unroute('**/move')

  // And one that is in Mila's hand while Adam hands it in: it stays there, and what she drops is not taken.
  const hand = await card(mila, title).boundingBox()
  const over = await column(mila, 'In progress').boundingBox()
  if (!hand || !over) throw new Error('Nothing to hold')
  await mila.mouse.move(hand.x + hand.width / 2, hand.y + 10)
  await mila.mouse.down()
  await mila.mouse.move(hand.x + hand.width / 2 + 12, hand.y + 16)
  await drag(adam, title, 'Ready for review')
  await expect(column(mila, 'Ready for review').getByRole('link', { name: title })).toBeVisible({ timeout: SOON })
  const asked: string[] = []
  mila.on('request', (request) => request.url().endsWith('/move') && asked.push(request.url()))
  await mila.mouse.move(over.x + over.width / 2, over.y + 40, { steps: 4 })
  await mila.mouse.up()
  await expect(mila.getByText(/Somebody moved this task meanwhile/).last()).toBeVisible()
  await expect(column(mila, 'Ready for review').getByText(title)).toBeVisible()
  await adam.waitForTimeout(500)
  await expect(column(adam, 'Ready for review').getByText(title)).toBeVisible()
  expect(asked).toEqual([])
  await drag(adam, title, 'New')
  await expect(column(mila, 'New').getByText(title)).toBeVisible({ timeout: SOON })

  // Ana is offered the next step only; a drop elsewhere is refused before anything is sent.
  const ana = await signedIn(browser, 'ana@rila.example', wide)
  await ana.goto(`${new URL(ana.url()).pathname}/tasks?view=board`)
  await ready(ana)
  await expect(column(ana, 'New').getByText(title)).toBeVisible()
  const sent: string[] = []
  ana.on('request', (request) => request.url().endsWith('/move') && sent.push(request.url()))
  await drag(ana, title, 'Ready for review')
  await expect(ana.getByText(/It cannot go to Ready for review/)).toBeVisible()
  await expect(column(ana, 'New').getByText(title)).toBeVisible()
  expect(sent).toEqual([])
  await drag(ana, title, 'In progress')
  await expect(column(ana, 'In progress').getByText(title)).toBeVisible()
  await expect(column(mila, 'In progress').getByText(title)).toBeVisible({ timeout: SOON })
})

test('[B9] [F8] the timeline keeps today in sight when the window is made narrow, unless one has scrolled away', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', {
    at: '/s/projects',
    viewport: { width: 1440, height: 900 },
  })
  const project = (await mila.getByRole('link', { name: 'Heating plant renewal, Bansko' }).getAttribute('href')) ?? ''
  await mila.goto(`${project}/tasks?view=timeline&status=all`)
  await ready(mila)
  const region = mila.getByRole('region', { name: 'Tasks against the calendar' })
  const today = region.locator('[data-today]')
  await expect(today).toBeInViewport()
  await mila.setViewportSize({ width: 390, height: 844 })
  await expect.poll(() => region.evaluate((box) => box.scrollWidth > box.clientWidth)).toBe(true)
  await expect(today).toBeInViewport()
  await mila.setViewportSize({ width: 844, height: 390 })
  await expect(today).toBeInViewport()

  await mila.setViewportSize({ width: 390, height: 844 })
  await region.evaluate((box) => (box.scrollLeft = 0))
  await expect(today).not.toBeInViewport()
  await mila.setViewportSize({ width: 420, height: 844 })
  await mila.waitForTimeout(300)
  expect(await region.evaluate((box) => box.scrollLeft)).toBe(0)
})

test('[B5] who hands a task over from outside is told before that only the team gives it back, and may think again', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  const title = `Review ${crypto.randomUUID().slice(0, 8)}`
  await newTask(mila, title)
  const task = new URL(mila.url()).pathname.slice('/s'.length)
  await ana.goto(`${/^\/g\/[^/]+/.exec(new URL(ana.url()).pathname)?.[0] ?? ''}${task}`)
  await ready(ana)
  await ana.getByRole('button', { name: 'Start work' }).click()
  const handOver = ana.getByRole('button', { name: 'Hand over for review' })
  const asked = ana.getByRole('dialog', { name: 'Hand over for review' })
  await handOver.click()
  await expect(asked).toContainText('only the team can return it to you')
  await asked.getByRole('button', { name: 'Not yet' }).click()
  await expect(asked).toBeHidden()
  await expect(handOver).toBeVisible()
  await handOver.click()
  await asked.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(handOver).toBeHidden()
  // Whoever does not check it reads who does; on the board the card says so where it was taken in vain.
  await expect(ana.getByText(/Mila Hristova.* checks it now\./)).toBeVisible()
  await expect(mila.getByRole('button', { name: 'Accept as done' })).toBeVisible({ timeout: SOON })
  await ana.goto(`${new URL(ana.url()).pathname.split('/tasks/')[0] ?? ''}/tasks?view=board&whose=all&q=${title}`)
  await ready(ana)
  await drag(ana, title, 'Done')
  await expect(ana.getByText(/You cannot move .*Review .* from where it is; the team can\./).first()).toBeVisible()
  await expect(column(ana, 'Ready for review').getByText(title)).toBeVisible()

  // Who checks it sends it back with one press; handed over by its card, it is asked about in the same words.
  await mila.getByRole('button', { name: 'Send back' }).click()
  await expect(mila.getByText('Sent back. Write below what is still missing.')).toBeVisible()
  await expect(column(ana, 'In progress').getByText(title)).toBeVisible({ timeout: SOON })
  await drag(ana, title, 'Ready for review')
  await expect(asked).toContainText(title)
  await expect(asked).toContainText(/Mila Hristova.* checks it then\. You cannot take it back/)
  await asked.getByRole('button', { name: 'Not yet' }).click()
  await expect(asked).toBeHidden()
  await expect(column(ana, 'In progress').getByText(title)).toBeVisible()
  await ana.getByRole('link', { name: title, exact: true }).focus()
  await ana.keyboard.press('Space')
  await ana.keyboard.press('ArrowRight')
  await ana.keyboard.press('Space')
  await asked.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(column(ana, 'Ready for review').getByText(title)).toBeVisible()
  await expect(mila.getByRole('button', { name: 'Accept as done' })).toBeVisible({ timeout: SOON })
})
