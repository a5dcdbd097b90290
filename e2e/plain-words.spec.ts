import { expect } from '@playwright/test'
import { composerOn, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[B3] [F8] a new task says what is missing in our words and how much fits, is said to be made, and opens at its top', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example', { viewport: { width: 1280, height: 600 } })
  await ready(ana)
  const home = new URL(ana.url()).pathname.replace(/\/$/, '')
  await ana.goto(`${home}/projects`)
  await ana.getByRole('link', { name: 'Heating plant renewal, Bansko' }).first().click()
  await ana.getByRole('link', { name: 'New task' }).first().click()
  await ready(ana)
  const title = ana.getByLabel('Title')
  const make = ana.getByRole('button', { name: 'Make the task' })
  await make.click()
  await expect(ana.getByText('Please fill this in.')).toBeVisible()
  await expect(title).toBeFocused()
  await expect(title).toHaveAttribute('aria-invalid', 'true')

  await title.fill('A'.repeat(269))
  await expect(ana.getByText('Please fill this in.')).toHaveCount(0)
  await expect(ana.getByText(/more characters? fit/)).toHaveCount(0)
  await title.pressSequentially('A')
  await expect(ana.getByText('30 more characters fit.')).toBeVisible()
  // What is too much is kept and not sent; nothing is cut off unseen.
  await title.fill('A'.repeat(323))
  await expect(ana.getByText('This is 23 characters too long. Please shorten it.')).toBeVisible()
  await make.click()
  await expect(title).toBeFocused()
  await expect(title).toHaveValue('A'.repeat(323))

  await title.fill('Where the key is')
  await ana.getByLabel('Description').fill(Array.from({ length: 40 }, (_, nth) => `- step ${String(nth)}`).join('\n'))
  await make.click()
  await expect(ana.getByText('The task is made.')).toBeInViewport()
  await expect(ana.getByRole('heading', { level: 1, name: 'Where the key is' })).toBeInViewport()
  // Frames in which a page that opens at its end would have gone there.
  await ana.waitForTimeout(500)
  expect(await ana.evaluate(() => window.scrollY)).toBe(0)

  // A line at the top leads back to what is above, in words.
  await ana.evaluate(() => window.scrollTo({ top: document.body.scrollHeight }))
  await ana.getByRole('button', { name: 'Description and files' }).click()
  await expect(ana.getByRole('heading', { level: 1, name: 'Where the key is' })).toBeInViewport()

  // An empty comment has words beside it too.
  await ana.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(ana.getByText('Please write something first.')).toBeVisible()
  await expect(composerOn(ana)).toBeFocused()
})

test('[B5] handing a task over is confirmed where it was pressed', async ({ browser }) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const home = new URL(ana.url()).pathname.replace(/\/$/, '')
  await ana.goto(`${home}/tasks?q=oil%20tanks`)
  await ana.getByRole('link', { name: 'Remove the oil tanks' }).first().click()
  await ready(ana)
  await ana.evaluate(() => window.scrollTo({ top: 0 }))
  await ana.getByRole('button', { name: 'Hand over for review' }).click()
  await ana.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(ana.getByText(/checks it now\.$/)).toBeInViewport()
})

test('[D2] a contract in review waits for nobody yet, shows its owner, and lists that are empty say why', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const home = new URL(ana.url()).pathname.replace(/\/$/, '')
  await ana.goto(`${home}/contracts?show=waiting`)
  await expect(ana.getByText('No contract waits for you')).toBeVisible()
  await expect(ana.getByRole('button', { name: 'Search', exact: true }).last()).toBeVisible()
  await ana.goto(`${home}/contracts`)
  await ana.getByRole('link', { name: 'Maintenance 2027' }).click()
  await ready(ana)
  await expect(ana.getByText('Approves next')).toBeVisible()
  await expect(ana.getByText('Waits for them')).toHaveCount(0)
  const owner = ana.getByRole('complementary').getByRole('listitem').filter({ hasText: 'Victor Amadi' })
  await expect(owner.getByText('owner')).toBeVisible()
  await ana.goto(`${home}/profile`)
  await expect(ana.getByText('in use now')).toBeVisible()
  await expect(ana.getByText(/L40/)).toHaveCount(0)
})

test('[A15] the demo’s people stand in groups, staff first, companies in order', async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await page.goto('/sign-in')
  const staff = page.getByRole('list', { name: 'People of Northlight Building Services' })
  await expect(staff.getByRole('listitem').first()).toContainText('Nora Lindholm')
  const guests = page.getByRole('list', { name: /Clients, suppliers/ })
  const mails = (await guests.getByRole('listitem').allTextContents()).map((text) => /@(\w+)\.example/.exec(text)?.[1])
  expect(mails.filter((domain) => domain === 'rila')).toHaveLength(4)
  expect(mails.lastIndexOf('rila') - mails.indexOf('rila')).toBe(3)
  await expect(guests.getByText(/L\d0/)).toHaveCount(0)
})
