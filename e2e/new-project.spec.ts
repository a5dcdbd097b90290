import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const adding = (page: Page) => page.locator('form').filter({ has: page.getByLabel('As', { exact: true }) })
const taking = (page: Page, name: string, role: string) =>
  page.getByRole('button', { name: `Take this role from ${name}: ${role}` })

test('[B1] [B3] [B9] a project is made through mistakes; without a client-manager both sides are told, and its people come and go on every screen', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/projects/new' })
  await ready(adam)
  const client = adam.getByRole('combobox', { name: 'Client' })
  const weaver = await client.locator('option', { hasText: 'Weaver' }).getAttribute('value')
  await client.selectOption(weaver)
  await expect(adam.getByText(/^1 person of .*Weaver.* sees it at once/)).toBeVisible()
  const said = {
    Name: 'Loft, phase 2',
    'Description (optional)': 'Insulate **first**',
    'Begins (optional)': '2027-03-01',
  }
  for (const [label, text] of Object.entries(said)) await adam.getByLabel(label, { exact: true }).fill(text)
  await adam.getByLabel('Ends (optional)').fill('2027-02-01')
  await adam.getByLabel('Status').selectOption('active')
  await adam.getByLabel('Manager', { exact: true }).selectOption({ label: 'Mila Hristova' })
  // Who begins it deals with its client, unless they say otherwise; also when it is refused.
  const own = adam.getByRole('checkbox', { name: /^Adam / })
  await expect(own).toBeChecked()
  await own.uncheck()
  await adam.getByRole('checkbox', { name: 'Petar Kovač' }).check()
  await adam.getByRole('button', { name: 'Make the project' }).click()
  await expect(adam.getByLabel('Ends (optional)')).toHaveAttribute('aria-invalid', 'true')
  await expect(adam.getByLabel('Ends (optional)')).toBeFocused()
  for (const [label, text] of Object.entries(said))
    await expect(adam.getByLabel(label, { exact: true })).toHaveValue(text)
  await expect(client).toHaveValue(weaver ?? '')
  await expect(adam.getByLabel('Status')).toHaveValue('active')
  await expect(adam.getByLabel('Manager', { exact: true }).locator('option:checked')).toHaveText('Mila Hristova')
  await expect(adam.getByRole('checkbox', { name: 'Petar Kovač' })).toBeChecked()
  await expect(own).not.toBeChecked()
  await adam.getByRole('checkbox', { name: 'Petar Kovač' }).uncheck()
  await adam.getByLabel('Ends (optional)').fill('2027-06-01')
  await adam.getByRole('button', { name: 'Make the project' }).click()
  await expect(heading(adam, 'Loft, phase 2')).toBeVisible()
  await ready(adam)
  const project = new URL(adam.url()).pathname

  // Tom writes a task there; then nobody answers for him any more.
  const tom = await signedIn(browser, 'tom@weaver.example')
  await tom.goto(new URL(tom.url()).pathname + project.replace('/s', ''))
  await tom.getByRole('link', { name: 'New task' }).first().click()
  await ready(tom)
  await tom.getByLabel('Title').fill('Mind the skylight')
  const office = await adam.context().newPage()
  await office.goto('/s/access?q=weaver')
  await office.getByRole('link', { name: /^Edit the access of Tom/ }).click()
  await ready(office)
  await office.getByLabel('Who answers for them').selectOption('')
  await office.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(office.getByText('Saved. It is in force everywhere.')).toBeVisible()
  await expect(adam.getByText(/Tom.* can give a task here to nobody/)).toBeVisible({ timeout: SOON })
  await tom.getByRole('button', { name: 'Make the task' }).click()
  await expect(tom.getByText('There is nobody yet who could take a task in this project.').first()).toBeVisible()
  await expect(tom.getByLabel('Title')).toHaveValue('Mind the skylight')

  // Its people, in two windows.
  await adam.getByRole('link', { name: 'Add a client-manager' }).click()
  await expect(adam).toHaveURL(/\/people$/)
  await ready(adam)
  const mila = await signedIn(browser, 'mila@northlight.example', { at: `${project}/people` })
  await ready(mila)
  await adding(adam).getByLabel('Person').selectOption({ label: 'Petar Kovač' })
  await adding(adam).getByLabel('As', { exact: true }).selectOption({ label: 'Client-manager' })
  await adding(adam).getByRole('button', { name: 'Add' }).click()
  for (const page of [adam, mila])
    await expect(taking(page, 'Petar Kovač', 'Client-manager')).toBeVisible({ timeout: SOON })
  await expect(tom.getByLabel('For').getByRole('option')).toHaveText(['Petar Kovač'], { timeout: SOON })
  await tom.getByRole('button', { name: 'Make the task' }).click()
  await expect(heading(tom, 'Mind the skylight')).toBeVisible()

  await taking(mila, 'Petar Kovač', 'Client-manager').click()
  for (const page of [mila, adam])
    await expect(taking(page, 'Petar Kovač', 'Client-manager')).toHaveCount(0, { timeout: SOON })
  // Who does not manage it any more changes nobody in it.
  await adam.getByLabel('Person').first().selectOption({ label: 'Lena Brandt' })
  await adam.getByRole('button', { name: 'Change', exact: true }).click()
  await expect(adding(mila)).toHaveCount(0, { timeout: SOON })
})
