import { expect, type Page } from '@playwright/test'
import { overtakeNextSave } from './overtake.ts'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** Where the page's forms go. */
const ACTION = '**/settings/contracts.data*'

const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })
const blocked = (page: Page) => page.getByRole('checkbox', { name: 'Attach files' })

test('[D4] “Saved” is said of a Save whose answer another rule overtakes, and of each that follows', async ({
  browser,
  portal,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await adam.goto('/s/settings/contracts')
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
