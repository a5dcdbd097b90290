import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[A1] a contact’s card says beside “Remove the contact” what keeps them, and offers it where nothing does', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/accounts' })
  await adam.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await adam.getByRole('link', { name: 'Ана Петрова', exact: true }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Ана Петрова' })).toBeVisible()
  await ready(adam)
  await adam.getByRole('button', { name: 'More', exact: true }).click()
  const remove = adam.getByRole('menuitem', { name: 'Remove the contact' })
  await expect(remove).toBeDisabled()
  await expect(remove).toContainText('This person has access. Remove the access first.')
  await remove.click({ force: true })
  await expect(adam.getByRole('dialog')).toHaveCount(0)
  // Also where its address is kept from another day.
  const id = /contacts\/([^/?]+)/.exec(adam.url())?.[1] ?? ''
  await adam.goto(`${adam.url()}?remove_contact=${id}`)
  const dialog = adam.getByRole('dialog', { name: 'Remove Ана Петрова from the contacts?' })
  await expect(dialog).toContainText('This person has access. Remove the access first.')
  await expect(dialog.getByRole('button', { name: 'Remove the contact' })).toHaveCount(0)

  await adam.goto('/s/accounts')
  await adam.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Rila Hotels' })).toBeVisible()
  await ready(adam)
  await adam.getByRole('link', { name: 'Add a person' }).click()
  await adam.getByRole('dialog').getByLabel('Name').fill('Otto Fink')
  await adam.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
  await adam.getByRole('link', { name: 'Otto Fink', exact: true }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Otto Fink' })).toBeVisible()
  await ready(adam)
  await adam.getByRole('button', { name: 'More', exact: true }).click()
  await expect(remove).toBeEnabled()
  await remove.click()
  await adam.getByRole('dialog').getByRole('button', { name: 'Remove the contact' }).click()
  await expect(adam.getByText('Removed.', { exact: true })).toBeVisible()
  await expect(adam.getByRole('link', { name: 'Otto Fink' })).toHaveCount(0)
})
