import { expect } from '@playwright/test'
import { composerOn, feedOn, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

/** The script with the words of all refusals. */
const REFUSALS = /\/assets\/errors-/

test('[F3] a feed whose script comes late is there from the beginning, keeps what is typed into it, and has missed nothing', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
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

test('what is refused at once after a page came is refused in its words: by a press, as a document, and where they could not be had before', async ({
  page,
}) => {
  const faults: string[] = []
  page.on('pageerror', ({ message }) => faults.push(message))
  const words = page.getByText('Name and password do not fit. Please check both.')
  const opened = async () => {
    await page.goto('/sign-in')
    await page.getByLabel('Login name or e-mail').fill('nobody@nowhere.example')
    await page.getByLabel('Password', { exact: true }).fill('not the right one at all')
  }
  const alive = () =>
    page.waitForFunction(() =>
      Object.keys(document.querySelector('main form') ?? {}).some((key) => key.startsWith('__react')),
    )
  const press = () => page.getByRole('button', { name: 'Sign in', exact: true }).click()
  const held = async () => {
    const { promise: late, resolve: come } = Promise.withResolvers<undefined>()
    await page.route(
      REFUSALS,
      async (route) => {
        await late
        await route.continue()
      },
      { times: 1 },
    )
    return () => come(undefined)
  }

  const come = await held()
  await opened()
  await alive()
  const refused = page.waitForResponse((answer) => answer.request().method() === 'POST')
  await press()
  expect((await refused).status()).toBe(422)
  await page.waitForTimeout(300)
  await expect(page.getByText('nothing was changed')).toBeHidden()
  come()
  await expect(words).toBeVisible()

  const comeToDocument = await held()
  await opened()
  await page.evaluate(() => document.querySelector<HTMLFormElement>('main form')?.submit())
  await expect(words).toBeVisible()
  await page.waitForTimeout(300)
  comeToDocument()
  await ready(page)
  await expect(words).toBeVisible()

  await page.route(REFUSALS, (route) => route.abort(), { times: 1 })
  await opened()
  await ready(page)
  await press()
  await expect(words).toBeVisible()
  expect(faults).toEqual([])
})
