import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
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

test('[A6] [A7] [B4] roles, days back and auditors are explained where they are met and chosen', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await adam.goto('/s/access?q=rila')
  await expect(adam.getByText('L10 is the least, L90 everything')).toHaveCount(1)
  await expect(adam.getByText('How many days into the past')).toHaveCount(1)
  await adam.getByRole('link', { name: /^Edit the access of Борис/ }).click()
  await expect(adam.getByLabel('Role', { exact: true }).last()).toHaveAccessibleDescription(/L10 is the least/)
  await expect(adam.getByLabel('Days back')).toHaveAccessibleDescription(/Empty: all\.$/)
  await adam.goto('/s/tasks?whose=all')
  const tasks = adam.locator('main a[href*="/tasks/"]:not([href$="/new"])')
  await adam.goto(`${((await tasks.first().getAttribute('href')) ?? '').replace(/[?#].*/, '')}/people`)
  await ready(adam)
  const means = adam.getByText('Auditors check the work')
  await expect(means).toHaveCount(1)
  await adam.getByLabel('Add as').selectOption({ label: 'Auditor' })
  await expect(means).toHaveCount(2)
})
