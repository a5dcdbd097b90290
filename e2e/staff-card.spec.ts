import { expect } from '@playwright/test'
import { signedIn } from './people.ts'
import { test } from './portal.ts'

test('[A20] a staff card shows the ticks that do something, and the only Owner no lower role', async ({ browser }) => {
  const nora = await signedIn(browser, 'nora@northlight.example', { at: '/s/settings/staff' })
  await expect(nora.getByText('logs in as client')).toHaveCount(0)
  await nora.getByRole('link', { name: 'Mila Hristova', exact: true }).click()
  await expect(nora.getByRole('heading', { level: 1, name: 'Mila Hristova' })).toBeVisible()
  await expect(nora.getByRole('checkbox', { name: 'May grant access' })).toBeChecked()
  await expect(nora.getByRole('group', { name: 'May also' }).getByRole('checkbox')).toHaveCount(2)
  await expect(nora.getByLabel('Role').locator('option')).toHaveText(['Owner', 'Admin', 'Member'])
  await nora.goto('/s/settings/staff')
  await nora.getByRole('link', { name: 'Nora Lindholm', exact: true }).click()
  await expect(nora.getByText(/^This is the only Owner\./)).toBeVisible()
  await expect(nora.getByLabel('Role').locator('option')).toHaveText(['Owner'])
})
