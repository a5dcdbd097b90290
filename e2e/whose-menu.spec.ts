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
