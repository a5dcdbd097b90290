import { expect } from '@playwright/test'
import { peopleOfNewTask, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[B9] [D2] who was added to a project or named on a contract is said where it was pressed', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await adam.goto('/s/projects')
  await adam.getByRole('link', { name: 'Rila spa and pool' }).first().click()
  await expect(adam).toHaveURL(/\/projects\/[^/]+$/)
  await adam.goto(`${new URL(adam.url()).pathname}/people`)
  await ready(adam)
  const form = adam.locator('form').filter({ has: adam.getByLabel('As', { exact: true }) })
  await form.getByLabel('Person').selectOption({ label: 'Victor Amadi' })
  await form.getByLabel('As', { exact: true }).selectOption({ label: 'Auditor' })
  await form.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(form.getByRole('status').filter({ hasText: 'Victor' })).toHaveText(/Victor Amadi.? is added\.$/)
  // Whom one adds next is chosen anew.
  await expect(form.getByLabel('Person')).toHaveValue('')

  await adam.goto('/s/contracts?show=underway')
  await adam.locator('main a[href*="/contracts/"]:not([href$="/new"])').first().click()
  await expect(adam).toHaveURL(/\/contracts\/[^/?]+$/)
  await adam.goto(`${new URL(adam.url()).pathname}/people`)
  await ready(adam)
  const people = adam.locator('form').filter({ has: adam.getByLabel('Add as') })
  await people.getByLabel('Add as').selectOption({ label: 'Reviewer' })
  await people.getByRole('checkbox', { name: 'Petar Kovač' }).check()
  await people.getByRole('button', { name: 'Name them' }).click()
  await expect(people.getByRole('status').filter({ hasText: 'Petar' })).toHaveText(/Petar Kovač.? is added\.$/)
})

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
  await expect(adam.getByText('L10 opens the least, L90 the most')).toHaveCount(1)
  await expect(adam.getByText('How many days into the past')).toHaveCount(1)
  await adam.getByRole('link', { name: /^Edit the access of Борис/ }).click()
  await expect(adam.getByLabel('Role', { exact: true }).last()).toHaveAccessibleDescription(/L10 opens the least/)
  await expect(adam.getByLabel('Days back')).toHaveAccessibleDescription(/Empty: all\.$/)
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  await peopleOfNewTask(mila)
  const means = mila.getByText('Auditors check the work')
  await expect(means).toHaveCount(1)
  await mila.getByLabel('Add as').selectOption({ label: 'Auditor' })
  await expect(means).toHaveCount(2)
})
