import { expect, type Page } from '@playwright/test'
import { composerOn, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** From now on script of this name is gone, as after an update of the portal; a page that is loaded anew has that of today. */
async function gone(page: Page, name: RegExp) {
  let isGone = true
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) isGone = false
  })
  await page.route(name, (route) => (isGone ? route.fulfill({ status: 404 }) : route.continue()))
}

test('[F3] a page that was left open over an update goes where one presses, at the first press', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await adam.goto('/s/projects')
  await ready(adam)
  await adam.evaluate(() => (document.body.dataset['old'] = 'yes'))
  await gone(adam, /\/assets\/contracts-/)
  await adam.getByRole('link', { name: 'Contracts', exact: true }).first().click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Contracts' })).toBeVisible()
  expect(new URL(adam.url()).pathname).toBe('/s/contracts')
  // It came as a document: the script of today is there.
  expect(await adam.evaluate(() => document.body.dataset['old'])).toBeUndefined()
  await ready(adam)
  await adam.goBack()
  await expect(adam.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
})

test('[B8] [F3] where a part of such a page is missing it says so, keeps what was typed, and has it once it was loaded again', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  const faults: string[] = []
  mila.on('pageerror', ({ message }) => faults.push(message))
  await ready(mila)
  const task = (await mila.locator('a[href*="/tasks/"]').first().getAttribute('href')) ?? ''
  await mila.goto(task.replace(/[?#].*/, ''))
  await ready(mila)
  await gone(mila, /\/assets\/palette-/)
  await composerOn(mila).fill('Half a sentence')
  await mila.keyboard.press('Control+k')
  await expect(mila.getByText('A part of this page could not be loaded')).toBeVisible()
  await expect(composerOn(mila)).toHaveValue('Half a sentence')
  await mila.getByRole('link', { name: 'Load the page again' }).click()
  await expect(mila.getByText('A part of this page could not be loaded')).toBeHidden()
  await ready(mila)
  await expect(composerOn(mila)).toHaveValue('Half a sentence')
  await mila.keyboard.press('Control+k')
  await expect(mila.getByRole('dialog')).toBeVisible()
  expect(faults).toEqual([])
})
