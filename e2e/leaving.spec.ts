import { expect, type Page } from '@playwright/test'
import { linkOf, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show that a right has changed. Ms. */
const SOON = 4000
const WELCOME = 'You work in the portal of Northlight Building Services'
const PASSWORD = 'seven green lamps over the yard'

const staff = '/s/settings/staff'

/** The admin adds somebody, and stands on their card. */
async function invite(admin: Page, name: string, email: string): Promise<void> {
  await admin.goto(`${staff}?add=1`)
  await ready(admin)
  const dialog = admin.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill(name)
  await dialog.getByLabel('E-mail address').fill(email)
  await dialog.getByRole('button', { name: 'Add them' }).click()
  await expect(admin.getByRole('heading', { level: 1, name })).toBeVisible()
  await ready(admin)
}

/** The card of somebody, from the list. */
async function card(admin: Page, name: string): Promise<void> {
  await admin.goto(staff)
  await admin.getByRole('link', { name, exact: true }).click()
  await expect(admin.getByRole('heading', { level: 1, name })).toBeVisible()
  await ready(admin)
}

const askRemove = async (admin: Page) => {
  await admin.getByRole('button', { name: 'More', exact: true }).click()
  await admin.getByRole('menuitem', { name: 'Remove from staff' }).click()
  return admin.getByRole('dialog')
}

test('[A20] an invitation is withdrawn; another is corrected; who came by it is removed with their window open', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: staff })
  const outbox = await signedIn(browser, 'nora@northlight.example', { at: null })

  await invite(adam, 'Tessa Wrong', 'tessa@northlight.example')
  const first = await linkOf(outbox, 'tessa@northlight.example', WELCOME)
  await adam.getByRole('link', { name: 'Withdraw invitation' }).click()
  await adam.getByRole('dialog').getByRole('button', { name: 'Withdraw invitation' }).click()
  await expect(adam.getByText('Withdrawn. The link has stopped working.')).toBeVisible()
  await expect(adam.getByRole('link', { name: 'Tessa Wrong' })).toHaveCount(0)
  const visitor = await (await browser.newContext()).newPage()
  await visitor.goto(first)
  await expect(visitor.getByRole('heading', { name: 'This link does not work any more' })).toBeVisible()

  await invite(adam, 'Tesa', 'tesa@northlight.example')
  await adam.getByLabel('Name', { exact: true }).fill('Tessa Hale')
  const address = adam.getByLabel('E-mail address')
  await address.fill('ana@rila.example')
  await adam.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(adam.getByText('This address has a sign-in here already.')).toBeVisible()
  await expect(address).toHaveValue('ana@rila.example')
  await address.fill('tessa.hale@northlight.example')
  await adam.getByRole('button', { name: 'Save', exact: true }).first().click()
  await expect(adam.getByText('Saved. The address is another now')).toBeVisible()
  await expect(adam.getByRole('heading', { level: 1, name: 'Tessa Hale' })).toBeVisible()

  const access = adam.getByRole('region', { name: 'Freeze' })
  const freeze = async (how: string) => {
    await access.getByLabel('Access', { exact: true }).selectOption({ label: how })
    const saved = adam.waitForResponse((answer) => answer.request().method() === 'POST')
    await access.getByRole('button', { name: 'Save', exact: true }).click()
    await saved
    await expect(adam.getByText('Saved. It is in force everywhere.')).toBeVisible()
  }
  const link = await linkOf(outbox, 'tessa.hale@northlight.example', WELCOME)
  await freeze('Off')
  await visitor.goto(link)
  await expect(visitor.getByRole('heading', { name: 'Your access is turned off' })).toBeVisible()
  await expect(visitor.getByLabel('Password', { exact: true })).toHaveCount(0)
  await freeze('Not frozen')
  await visitor.goto(link)
  await expect(visitor.getByRole('heading', { name: 'Welcome, Tessa Hale' })).toBeVisible()
  await visitor.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await visitor.getByRole('button', { name: 'Set the password and go in' }).click()
  await expect(visitor).toHaveURL(/\/s(\/|$)/)
  await visitor.goto('/s/projects')
  await ready(visitor)
  await expect(visitor.getByRole('link', { name: 'Rila spa and pool' }).first()).toBeVisible()

  await card(adam, 'Tessa Hale')
  const dialog = await askRemove(adam)
  await dialog.getByRole('button', { name: 'Remove from staff' }).click()
  await expect(adam.getByText('Removed. It is in force everywhere.')).toBeVisible()
  await expect(adam.getByRole('link', { name: 'Tessa Hale' })).toHaveCount(0)

  await expect(visitor.getByText('You were signed out, because your access was turned off.')).toBeVisible({
    timeout: SOON,
  })
  await expect(visitor.getByRole('link', { name: 'Rila spa and pool' })).toHaveCount(0)
  await visitor.goto('/s/projects')
  await expect(visitor).toHaveURL(/\/sign-in/)
  await visitor.getByLabel('Login name or e-mail').fill('tessa.hale@northlight.example')
  await visitor.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await visitor.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(visitor.getByText('Name and password do not fit. Please check both.')).toBeVisible()
})

test('[A20] who manages projects and answers for clients hands them over first, and where is said; another admin’s open card hears of a removal', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: staff })
  await card(adam, 'Mila Hristova')
  const dialog = await askRemove(adam)
  await expect(dialog.getByText('Give these to somebody else, then come back here:')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Remove from staff' })).toHaveCount(0)
  const project = dialog.getByRole('listitem').filter({ hasText: 'manages the project' }).first().getByRole('link')
  await expect(project).toBeVisible()
  await project.click()
  await expect(adam).toHaveURL(/\/s\/projects\/[^/]+\/people$/)

  await invite(adam, 'Otto Lind', 'otto@northlight.example')
  const nora = await signedIn(browser, 'nora@northlight.example', { at: new URL(adam.url()).pathname })
  await ready(nora)
  await adam.getByRole('link', { name: 'Withdraw invitation' }).click()
  await adam.getByRole('dialog').getByRole('button', { name: 'Withdraw invitation' }).click()
  await expect(nora.getByText('Otto Lind is not of the staff any more')).toBeVisible({ timeout: SOON })
  await expect(nora.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0)
})
