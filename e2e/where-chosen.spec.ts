import { expect } from '@playwright/test'
import { signedIn } from './people.ts'
import { test } from './portal.ts'

test('[A20] [D1] who may not begin a contract reads who can, and is not offered to', async ({ browser }) => {
  const told = /^New contracts are begun by administrators/
  for (const [who, may] of [
    ['mila', false],
    ['victor', true],
  ] as const) {
    const page = await signedIn(browser, `${who}@northlight.example`)
    await page.goto('/s/contracts')
    await expect(page.getByRole('heading', { level: 1, name: 'Contracts' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'New contract' })).toHaveCount(may ? 1 : 0)
    await expect(page.getByText(told)).toHaveCount(may ? 0 : 1)
  }
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.goto(`${new URL(ana.url()).pathname}/contracts`)
  await expect(ana.getByRole('heading', { level: 1, name: 'Contracts' })).toBeVisible()
  await expect(ana.getByText(told)).toHaveCount(0)
})
