import { expect, type Page } from '@playwright/test'
import { endOutside } from './frozen-in-db.ts'
import { accessFlag, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** The account's page as the admin opens it. */
async function account(page: Page, name: string): Promise<void> {
  await page.goto('/s/accounts')
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}

/** The dialog that gives Agnès access. */
async function forAgnes(page: Page) {
  await account(page, 'Maison Corvin')
  const contact = page.getByRole('listitem').filter({ hasText: 'Agnès Colbert' })
  await contact.getByRole('link', { name: 'Enable access' }).click()
  return page.getByRole('dialog', { name: 'Enable access for Agnès Colbert' })
}

test('[A6] who makes somebody an Owner is offered no limits, and confirms it once, whatever is corrected then', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  const dialog = await forAgnes(adam)
  await ready(adam)
  const days = dialog.getByLabel('Days back')
  const understood = dialog.getByRole('checkbox', { name: /^I have read this/ })
  await days.fill('30')
  await expect(understood).toBeHidden()
  await dialog.getByRole('radio', { name: /^L90/ }).check()
  await expect(days).toBeHidden()
  await expect(dialog.getByLabel('Last day')).toBeHidden()
  await expect(dialog.getByText('An Owner has no limits: no days back, no last day.')).toBeVisible()
  // For any other role it is there again as it was typed.
  await dialog.getByRole('radio', { name: /^L80/ }).check()
  await expect(days).toHaveValue('30')
  await dialog.getByRole('radio', { name: /^L90/ }).check()

  const enable = dialog.getByRole('button', { name: 'Enable access' })
  await enable.click()
  await expect(dialog.getByText('Tick this to make them an Owner, or choose a lower role.')).toBeVisible()
  await expect(understood).toBeFocused()
  await understood.check()
  await dialog.getByLabel('E-mail address').fill('mila@northlight.example')
  await enable.click()
  await expect(dialog.getByLabel('E-mail address')).toHaveAttribute('aria-invalid', 'true')
  await expect(understood).toBeChecked()
  await dialog.getByLabel('E-mail address').fill('agnes@corvin.example')
  await enable.click()
  await expect(adam.getByText(/^Invited\./)).toBeVisible()
  await expect(adam.getByRole('listitem').filter({ hasText: 'Agnès Colbert' }).first()).toContainText('L90 Owner')
})

test('[A6] [F3] without script each limit of an Owner, and the missing tick, is refused at its field, and the tick stays', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', {
    at: '/s/access?q=vera@rila.example',
    javaScriptEnabled: false,
  })
  await adam.getByRole('link', { name: /^Edit the access of/ }).click()
  const form = adam
    .locator('form')
    .filter({ has: adam.locator('select[name=role][id]') })
    .last()
  const noDays = form.getByText('An Owner (L90) has no limit of days. Empty this field, or choose a lower role.')
  const noEnd = form.getByText(/has no last day\. Empty this field, or choose a lower role/)
  const tick = form.getByText('Tick this to make them an Owner, or choose a lower role.')
  await form.getByLabel('Role', { exact: true }).selectOption('90')
  await form.getByLabel('Days back').fill('30')
  await form.getByLabel('Last day').fill('2999-01-01')
  await form.getByRole('checkbox', { name: 'Suspended' }).check()
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  for (const said of [noDays, noEnd, tick]) await expect(said).toBeVisible()
  await expect(
    form.getByText('An Owner (L90) cannot be suspended. Clear this tick, or choose a lower role.'),
  ).toBeVisible()
  const understood = form.getByRole('checkbox', { name: /^I have read this/ })
  await understood.check()
  await form.getByRole('checkbox', { name: 'Suspended' }).uncheck()
  await form.getByLabel('Days back').fill('')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(noEnd).toBeVisible()
  for (const said of [noDays, tick]) await expect(said).toHaveCount(0)
  await expect(understood).toBeChecked()
  await form.getByLabel('Last day').fill('')
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(adam.getByText('Saved. It is in force everywhere.')).toBeVisible()
})

test('[A6] [A8] where somebody is an Owner, nothing is offered that a Save would refuse', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await account(adam, 'Rila Hotels')
  await ready(adam)
  const row = adam.getByRole('listitem').filter({ hasText: 'kalin@rila.example' })
  await row.getByRole('link', { name: 'Change' }).click()
  const dialog = adam.getByRole('dialog', { name: /^Access of/ })
  await expect(dialog.getByRole('radio')).toHaveCount(1)
  await expect(dialog.getByRole('radio', { name: /^L90/ })).toBeChecked()
  for (const label of ['Days back', 'Last day']) await expect(dialog.getByLabel(label)).toBeHidden()
  await expect(dialog.getByRole('checkbox')).toHaveCount(0)
  await dialog.getByLabel('Notes').fill('Signs for the group')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(adam.getByText('Saved. It is in force everywhere.')).toBeVisible()

  await adam.goto('/s/access?q=kalin')
  await ready(adam)
  await adam.getByRole('link', { name: /^Edit the access of/ }).click()
  await expect(adam.getByRole('table', { name: 'What each role opens' }).getByRole('rowheader')).toHaveText([
    'L90 Owner',
  ])
})

test('[A5] [A8] who has access as a client is offered no second one of that kind', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/access?add=1&who=boris' })
  await ready(adam)
  await adam
    .getByRole('dialog')
    .getByRole('link', { name: /^Борис/ })
    .click()
  const kind = adam.getByRole('dialog', { name: /^Enable access for/ }).getByLabel('Kind')
  await expect(kind.locator('option')).toHaveText(['Supplier', 'Collaborator'])
})

test('[A2] [A5] whose access has ended is given a new last day by the flag, not a second access that is refused', async ({
  browser,
  portal,
}) => {
  await endOutside(portal.databaseUrl, 'ana@rila.example')
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const flag = await accessFlag(adam, 'Rila Hotels', 'Ана Петрова')
  await expect(flag).not.toBeChecked()
  await expect(flag).toHaveAccessibleDescription('Switching it on asks for a new last day.')
  await flag.click()
  const dialog = adam.getByRole('dialog', { name: 'Access of Ана Петрова' })
  await dialog.getByLabel('Last day').fill('')
  await dialog.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(adam.getByText('Saved. It is in force everywhere.')).toBeVisible()
  await expect(flag).toBeChecked()
})
