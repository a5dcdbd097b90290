import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

const DAY = 24 * 60 * 60
const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test('[A2] [A3] [A4] the link of a new access is copied where it was made and in the Outbox; who may not open that is told whom to ask', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', {
    at: null,
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  for (const page of [adam, mila]) {
    await page.goto('/s/accounts')
    await page.getByRole('link', { name: 'Maison Corvin', exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Maison Corvin' })).toBeVisible()
    await ready(page)
  }
  const agnes = (page: Page) =>
    page.getByRole('list', { name: 'Contacts', exact: true }).getByRole('listitem').filter({ hasText: 'Agnès Colbert' })
  await agnes(mila).getByRole('link', { name: 'Enable access' }).click()
  await expect(mila.getByRole('dialog')).toContainText('nothing is mailed: an admin has to pass the link on to them')
  await mila.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
  await agnes(adam).getByRole('link', { name: 'Enable access' }).click()
  const asks = adam.getByRole('dialog')
  await expect(asks).toContainText('nothing is mailed: you get a link here, to pass on to them yourself')
  await expect(asks).not.toContainText('They get a mail')
  await asks.getByRole('button', { name: 'Enable access' }).click()
  await adam.getByRole('button', { name: 'Copy the link' }).click()
  await expect(adam.getByRole('button', { name: 'Copied' })).toBeVisible()
  const first = await copied(adam)
  expect(first).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//)

  // Mila’s open page has it at once, and where the mail is.
  await expect(agnes(mila).getByText('Adam Reyes invited agnes@corvin.example')).toBeVisible()
  await expect(agnes(mila).getByText(/Not mailed: no mail server\. Kept in the Outbox since \w+ \d+/)).toBeVisible()
  await agnes(mila).getByRole('button', { name: 'Make a new link' }).click()
  await expect(mila.getByText('There is a new link; the older one has stopped working.')).toBeVisible()
  await expect(
    mila.getByText(
      /nothing was sent: ask (Adam Reyes or Nora Lindholm|Nora Lindholm or Adam Reyes) to pass the link on/,
    ),
  ).toBeVisible()
  await expect(mila.getByRole('button', { name: 'Copy the link' })).toHaveCount(0)

  // Only the newest is handed out.
  await adam.goto('/s/settings/outbox?q=agnes')
  await adam
    .getByRole('link', { name: /^Your access to the portal/ })
    .first()
    .click()
  await ready(adam)
  await adam.getByRole('button', { name: 'Copy', exact: true }).click()
  await expect(adam.getByRole('button', { name: 'Copied' })).toBeVisible()
  const newest = await copied(adam)
  expect(newest).not.toBe(first)
  await expect(adam.locator('main a[rel=noreferrer]')).toHaveAttribute('href', newest)

  // It opens nothing for whoever tries it while signed in, and stays good.
  await adam.goto(newest)
  await expect(adam.getByText('This access is for agnes@corvin.example. You are signed in as')).toBeVisible()
  await adam.getByRole('link', { name: 'Stay signed in as' }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Hello, Adam Reyes' })).toBeVisible()
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(first)
  await expect(stranger.getByText('It was withdrawn, or a newer one was sent.')).toBeVisible()
  await stranger.goto(newest)
  await expect(stranger.getByRole('heading', { level: 1, name: 'Open your access' })).toBeVisible()

  // Who signed in is so after the browser was closed, too.
  const [session] = (await adam.context().cookies()).filter(({ name }) => name === 'portico')
  expect(session?.httpOnly).toBe(true)
  expect((session?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(30 * DAY)
})
