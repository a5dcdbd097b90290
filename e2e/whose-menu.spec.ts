import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

const PHONE = { width: 390, height: 844 }

test('[F8] [A5] on a phone what comes from below says whose it is, and in what name somebody is here', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', {
    at: '/s/accounts',
    viewport: PHONE,
  })
  await adam.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Rila Hotels' })).toBeVisible()
  await ready(adam)
  const row = adam.getByRole('listitem').filter({ hasText: 'ana@rila.example' })
  await row.getByRole('button', { name: 'More: Ана Петрова' }).click()
  const opened = adam.locator(':popover-open')
  await expect(opened).toContainText('Ана Петрова')
  await expect(opened).toContainText('Rila Hotels: Client, L40 Billing')
  await expect(opened.getByRole('menu')).toBeVisible()
  await expect(opened.getByRole('menuitem').first()).toBeFocused()
  await adam.keyboard.press('Escape')
  await adam.setViewportSize({ width: 1440, height: 900 })
  await row.getByRole('button', { name: 'More: Ана Петрова' }).click()
  await expect(opened.getByText('Rila Hotels: Client, L40 Billing')).toBeHidden()

  const ana = await signedIn(browser, 'ana@rila.example', { viewport: PHONE })
  await ready(ana)
  await ana.getByRole('button', { name: 'You', exact: true }).click()
  await expect(ana.locator(':popover-open')).toContainText('Ана Петрова')
  await expect(ana.locator(':popover-open')).toContainText('Rila Hotels · Client, Billing')
})

test('[F8] on a phone the sheet of details says what it is about, on every page that has one; beside a wide page nothing is said twice', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null, viewport: PHONE })
  for (const [list, one] of [
    ['tasks', '/tasks/'],
    ['projects', '/projects/'],
    ['contracts', '/contracts/'],
    ['conversations', '/conversations/'],
    ['accounts', '/accounts/'],
  ]) {
    await mila.setViewportSize(PHONE)
    await mila.goto(`/s/${String(list)}`)
    const first = await mila
      .locator(`main a[href*="${String(one)}"]:not([href$="/new"])`)
      .first()
      .getAttribute('href')
    await mila.goto(first ?? '')
    await ready(mila)
    const title = await mila.getByRole('heading', { level: 1 }).innerText()
    await mila.getByRole('button', { name: 'People and details', exact: true }).click()
    const sheet = mila.locator('aside:popover-open')
    await expect(sheet.getByText(title, { exact: true }).first(), list).toBeInViewport()
    await sheet.getByRole('button', { name: 'Close', exact: true }).click()
    await expect(sheet).toHaveCount(0)
    await mila.setViewportSize({ width: 1440, height: 900 })
    await expect(mila.locator('aside').getByText(title, { exact: true }).first(), list).toBeHidden()
  }
})

test('[F8] on a phone what can be done with somebody stands beside their name, however long the way there', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/accounts', viewport: PHONE })
  await adam.getByRole('link', { name: 'Al Noor Clinics', exact: true }).click()
  const row = adam.getByRole('listitem').filter({ hasText: 'layla@alnoor.example' })
  await row.getByRole('link', { name: 'ليلى حداد' }).click()
  const name = adam.getByRole('heading', { level: 1, name: 'ليلى حداد' })
  const menu = adam.locator('main').getByRole('button', { name: 'More', exact: true })
  await expect(name).toBeVisible()
  await expect(menu).toBeInViewport()
  const [beside, of] = [await menu.boundingBox(), await name.boundingBox()]
  const middle = (beside?.y ?? 0) + (beside?.height ?? 0) / 2
  expect(middle).toBeGreaterThan(of?.y ?? Infinity)
  expect(middle).toBeLessThan((of?.y ?? 0) + (of?.height ?? 0))
})
