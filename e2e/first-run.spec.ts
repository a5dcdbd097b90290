import { expect, type Page } from '@playwright/test'
import { ready } from './people.ts'
import { test } from './portal.ts'

test.use({ empty: true })

const steps = (page: Page) => page.getByRole('region', { name: 'Next steps' })
const dialog = (page: Page) => page.getByRole('dialog')

test('[A20] [A2] [F5] an empty portal is opened with its code; its steps lead a person without colleagues to a client’s first project', async ({
  page,
  portal,
}) => {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1, name: 'Set up your portal' })).toBeVisible()
  await ready(page)
  await page.getByLabel('Code from the terminal').fill('ABCDE')
  await page.getByLabel('Your company').fill('Marsh & Daughters')
  await page.getByLabel('Your name').fill('Olga Marsh')
  await page.getByLabel('Your e-mail address').fill('olga@marsh.example')
  await page.getByLabel('New password').fill('seven quiet boats at noon')
  await page.getByRole('button', { name: 'Open the portal' }).click()
  await expect(page.getByText('This is not the code that was printed.')).toBeVisible()
  await expect(page.getByLabel('Your company')).toHaveValue('Marsh & Daughters')
  await page.getByLabel('Code from the terminal').fill(portal.code ?? '')
  await page.getByRole('button', { name: 'Open the portal' }).click()

  // Home says what comes next, and leads only where something can be done.
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Olga Marsh' })).toBeVisible()
  await expect(steps(page).getByText('0 of 4')).toBeVisible()
  await expect(steps(page).getByRole('link')).toHaveText(['Add your own people', 'Add the first account'])
  await steps(page).getByRole('link', { name: 'Add the first account' }).click()
  await page.getByLabel('Name').fill('Hillside Garden Centre')
  await page.getByRole('button', { name: 'Create the account' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Hillside Garden Centre' })).toBeVisible()

  await home(page, '1 of 4')
  await steps(page).getByRole('link', { name: 'Add somebody you deal with there' }).click()
  await dialog(page).getByLabel('Name').fill('Jane Hill')
  await dialog(page).getByLabel('E-mail address').fill('jane@hillside.example')
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Jane Hill', exact: true })).toBeVisible()

  await home(page, '2 of 4')
  await steps(page).getByRole('link', { name: 'Give them access' }).click()
  await expect(dialog(page).getByLabel('E-mail address')).toHaveValue('jane@hillside.example')
  await dialog(page).getByRole('button', { name: 'Enable access' }).click()
  await expect(page.getByText('No mail server is set up: the mail with the link is kept in the Outbox.')).toBeVisible()

  await home(page, '3 of 4')
  await steps(page).getByRole('link', { name: 'Begin the first project' }).click()
  await page
    .getByRole('combobox', { name: 'Client' })
    .selectOption({ label: 'Hillside Garden Centre – 0 people outside' })
  await page.getByLabel('Name').fill('Year-end accounts')
  await page.getByRole('button', { name: 'Make the project' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Year-end accounts' })).toBeVisible()

  // What is done is not asked for again, and the code opens nothing any more.
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Year-end accounts' })).toBeVisible()
  await expect(steps(page)).toHaveCount(0)
  await page.goto('/set-up')
  await expect(page).not.toHaveURL(/set-up/)
  expect(faults).toEqual([])
})

/** Back home, which says how far the portal has come. */
async function home(page: Page, come: string): Promise<void> {
  await page.getByRole('link', { name: 'Home', exact: true }).click()
  await expect(steps(page).getByText(come)).toBeVisible()
}
