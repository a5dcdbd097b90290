import { expect } from '@playwright/test'
import { composerOn, feedOn, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[F3] a feed whose script comes late is there from the beginning, keeps what is typed into it, and has missed nothing', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  const faults: string[] = []
  ana.on('pageerror', ({ message }) => faults.push(message))
  ana.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text())
  })
  await ready(ana)
  const task = (await ana.locator('a[href*="/tasks/"]').first().getAttribute('href')) ?? ''
  await mila.goto(`/s/tasks/${/\/tasks\/([^/?#]+)/.exec(task)?.[1] ?? ''}`)
  await ready(mila)
  await say(mila, 'Before the script')

  const { promise: late, resolve: comes } = Promise.withResolvers<undefined>()
  let held = 0
  await ana.route(/\/assets\/(feed|attachments)-/, async (route) => {
    held++
    await late
    await route.continue()
  })
  await ana.goto(task, { waitUntil: 'commit' })
  await expect(feedOn(ana).getByText('Before the script').last()).toBeVisible()
  await composerOn(ana).fill('Typed before the script')
  await say(mila, 'While the script was on its way')
  await expect.poll(() => held).toBeGreaterThan(0)
  await expect(feedOn(ana).getByText('While the script was on its way')).toBeHidden()
  comes(undefined)

  await expect(feedOn(ana).getByText('While the script was on its way')).toBeVisible()
  await expect(composerOn(ana)).toHaveValue('Typed before the script')
  await ana.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(feedOn(mila).getByText('Typed before the script')).toBeVisible()
  expect(faults).toEqual([])
})

test('[F3] without script a task shows its feed, and a comment is posted', async ({ browser }) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const task = (await ana.locator('a[href*="/tasks/"]').first().getAttribute('href')) ?? ''
  const plain = await browser.newContext({ javaScriptEnabled: false, storageState: await ana.context().storageState() })
  const page = await plain.newPage()
  await page.goto(task)
  await composerOn(page).fill('Written without script')
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(feedOn(page).getByText('Written without script')).toBeVisible()
  await plain.close()
})

test('pages that are opened one from another bring their words with them', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await ready(adam)
  const marked = await adam.evaluate(() => (document.body.dataset['same'] = 'yes'))
  for (const [place, title] of [
    ['Projects', 'Projects'],
    ['Contracts', 'Contracts'],
    ['Accounts', 'Accounts'],
    ['Settings', 'Settings'],
  ] as const) {
    await adam.getByRole('link', { name: place, exact: true }).first().click()
    await expect(adam.getByRole('heading', { level: 1, name: title })).toBeVisible()
    // A key that nobody has words for would stand there itself.
    expect(await adam.locator('main').innerText()).not.toMatch(/\b[a-z]+(_[a-z]+)+\b|\b[a-z]+(\.[a-z]+){2,}\b/)
  }
  expect(await adam.evaluate(() => document.body.dataset['same'])).toBe(marked)
})
