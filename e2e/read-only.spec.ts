import { expect, type Page } from '@playwright/test'
import { freezeOutside } from './frozen-in-db.ts'
import { accessFlag, composerOn, feedOn, firstTask, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show that a right has changed. Ms. */
const SOON = 4000

const bar = (page: Page) => page.getByText(/^Your access is read-only for now: you see everything as before/)

/** Adam opens somebody's card and saves how they are frozen. */
async function freeze(adam: Page, name: string, how: string): Promise<void> {
  await adam.goto('/s/settings/staff')
  await adam.getByRole('link', { name, exact: true }).click()
  await expect(adam.getByRole('heading', { level: 1, name })).toBeVisible()
  await ready(adam)
  await adam.getByLabel('Access', { exact: true }).selectOption({ label: how })
  await adam.getByRole('button', { name: 'Save', exact: true }).last().click()
  await expect(adam.getByText('Saved. It is in force everywhere.')).toBeVisible()
}

test('[A17] [F1] [F2] Mila may only read: her task stays, live, every page says so, and nothing is lost when it is lifted', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const task = await firstTask(ana)
  await ana.goto(new URL(ana.url()).pathname + task)
  await ready(ana)
  const mila = await signedIn(browser, 'mila@northlight.example', { at: `/s${task}` })
  await ready(mila)
  await composerOn(mila).fill('Half a sentence')
  const home = await mila.context().newPage()
  await home.goto('/s')
  await ready(home)
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })

  await freeze(adam, 'Mila Hristova', 'Read-only')
  await expect(adam.getByText('2 of 2 open screens show it')).toBeVisible()
  for (const page of [mila, home]) await expect(bar(page)).toBeVisible({ timeout: SOON })
  await expect(composerOn(mila)).toBeHidden()
  await expect(mila.getByText(/^Your access became read-only at .*Your draft is kept/)).toBeVisible()
  await say(ana, 'She reads this all the same')
  await expect(feedOn(mila).getByText('She reads this all the same')).toBeVisible({ timeout: SOON })

  // Also when it is opened now, and goes on being there.
  await mila.reload()
  await ready(mila)
  await say(ana, 'And this')
  await expect(feedOn(mila).getByText('And this', { exact: true })).toBeVisible({ timeout: SOON })
  await expect(bar(mila)).toBeVisible()
  expect(await mila.evaluate(() => document.body.hidden)).toBe(false)
  for (const place of ['/s/projects', '/s/conversations', '/s/accounts']) {
    await home.goto(place)
    await ready(home)
    await expect(bar(home)).toBeVisible()
  }
  const bell = home.getByRole('button', { name: 'Mute', exact: true })
  await home.goto('/s/conversations')
  await home.locator('main').getByRole('list').getByRole('link').first().click()
  await expect(home.getByRole('button', { name: 'Search in this conversation' })).toBeVisible()
  await expect(bell).toHaveCount(0)

  await freeze(adam, 'Mila Hristova', 'Not frozen')
  await expect(composerOn(mila)).toBeVisible({ timeout: SOON })
  for (const page of [mila, home]) await expect(bar(page)).toBeHidden({ timeout: SOON })
  await expect(bell).toBeVisible()
})

test('[A17] [F1] Ana may only read, and reads on', async ({ browser, portal }) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const task = await firstTask(ana)
  const mila = await signedIn(browser, 'mila@northlight.example', { at: `/s${task}` })
  await ready(mila)
  await ana.goto(new URL(ana.url()).pathname + task)
  await ready(ana)
  await expect(composerOn(ana)).toBeVisible()
  await freezeOutside(portal.databaseUrl, 'ana@rila.example', 'read_only')
  await expect(bar(ana)).toContainText('Northlight', { timeout: SOON })
  await expect(composerOn(ana)).toBeHidden()
  await say(mila, 'Read, do not answer')
  await expect(feedOn(ana).getByText('Read, do not answer')).toBeVisible({ timeout: SOON })
  await freezeOutside(portal.databaseUrl, 'ana@rila.example', null)
  await expect(composerOn(ana)).toBeVisible({ timeout: SOON })
  await expect(bar(ana)).toBeHidden()
})

test('[A2] [A5] [F1] what is suspended comes back by itself; what is removed says so, and whom to ask', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const task = await firstTask(ana)
  await ana.goto(new URL(ana.url()).pathname + task)
  await ready(ana)
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const flag = await accessFlag(adam, 'Rila Hotels', 'Ана Петрова')
  await flag.click()
  await expect(ana.getByRole('heading', { name: 'Your access is suspended' })).toBeVisible({ timeout: SOON })
  const panelOf = adam.url().replace(/\/contacts\/.*/, '')
  const panel = await adam.context().newPage()
  await panel.goto(new URL(panelOf).pathname)
  const hers = panel
    .getByRole('list', { name: 'External Access' })
    .getByRole('listitem')
    .filter({ hasText: 'Ана Петрова' })
  await expect(hers.getByText('Suspended')).toBeVisible()
  await expect(hers.locator('time')).toHaveCount(0)
  await panel.close()
  await flag.click()
  await expect(composerOn(ana)).toBeVisible({ timeout: 8000 })

  await adam.goto('/s/access?q=ana@rila')
  await ready(adam)
  await adam.getByRole('link', { name: /^Remove the access of Ана Петрова/ }).click()
  await adam.getByRole('dialog').getByRole('button', { name: 'Remove access' }).click()
  const ended = ana.getByRole('heading', { name: 'Your access has ended' })
  await expect(ended).toBeVisible({ timeout: SOON })
  await expect(ana.getByText(/^Whom to ask: the person you deal with at Northlight/)).toBeVisible()
  await ana.goto('/')
  await expect(ended).toBeVisible()

  await adam.goto(new URL(panelOf).pathname)
  const earlier = adam.getByRole('list', { name: 'Earlier access' })
  await expect(earlier).toContainText(/Ана Петрова.*L40 Billing.*removed by Adam Reyes/s)
})

test('[A17] [S12] who is turned off is told so at the door', async ({ browser }) => {
  const petar = await signedIn(browser, 'petar@northlight.example')
  await ready(petar)
  const name = (await petar.locator('header [popovertarget] bdi').first().innerText()).trim()
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  await freeze(adam, name, 'Off')
  await expect(petar).toHaveURL(/\/sign-in/)
  await expect(petar.getByText('because your access was turned off. Ask an administrator at Northlight')).toBeVisible()

  // On a phone nothing of the list lies over an address.
  await adam.setViewportSize({ width: 390, height: 844 })
  await adam.goto('/s/settings/staff')
  const row = adam.getByRole('listitem').filter({ hasText: name })
  const address = await row.getByText('petar@northlight.example').boundingBox()
  for (const badge of ['Off', 'Member']) {
    const box = await row.getByText(badge, { exact: true }).boundingBox()
    expect(box && address && box.x >= address.x + address.width).toBe(true)
  }
})
