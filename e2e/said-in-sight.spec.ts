import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[A8] what was saved in a row far down is said where one looks', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example', {
    at: '/s/access',
    viewport: { width: 1280, height: 500 },
  })
  await ready(adam)
  await adam.getByRole('link', { name: /^Edit the access of Вера/ }).click()
  await adam.getByLabel('Notes').last().fill('Signs for the pool')
  await adam.getByRole('button', { name: 'Save', exact: true }).click()
  const said = adam.getByText('Saved. It is in force everywhere.')
  await expect(said).toBeVisible()
  await adam.getByText('Signs for the pool').scrollIntoViewIfNeeded()
  await expect(said).toBeInViewport()
})

test('[A8] [E8] what is saved a second time is said a second time, and covers nothing for long', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/accounts' })
  await mila.getByRole('link', { name: 'Maison Corvin', exact: true }).click()
  await ready(mila)
  const said = mila.getByRole('status').filter({ hasText: 'Saved.' })
  const write = async (note: string) => {
    await mila.getByLabel('New note').fill(note)
    await mila.getByRole('button', { name: 'Add Note/Attachment' }).click()
    await expect(mila.getByText(note).filter({ visible: true })).toHaveCount(1)
    await expect(mila.getByLabel('New note')).toHaveValue('')
  }
  await write('The first of two')
  await expect(said).toBeInViewport()
  const first = await said.locator(':scope > *').elementHandle()
  await write('The second of two')
  await expect(said).toBeInViewport()
  expect(await first.evaluate((element) => element.isConnected)).toBe(false)
  await expect(said).toHaveCSS('position', 'static', { timeout: 15_000 })
})

test('[A2] an invitation that no mail server sends is told as a warning', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/accounts' })
  await mila.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await ready(mila)
  await mila
    .getByRole('button', { name: /^Make a new link/ })
    .first()
    .click()
  const told = mila.getByRole('status').filter({ hasText: 'nothing was sent' })
  await expect(told.locator('.bg-warn-soft')).toBeVisible()
})

test('[A15] a wrong password is said at its field, a changed one beside its form', async ({ browser }) => {
  const lena = await signedIn(browser, 'lena@northlight.example', {
    at: '/s/profile',
    viewport: { width: 1280, height: 500 },
  })
  await ready(lena)
  const old = lena.getByLabel('Your password now', { exact: true })
  const change = async (from: string, to: string) => {
    await old.fill(from)
    await lena.getByLabel('New password', { exact: true }).fill(to)
    await lena.getByRole('button', { name: 'Change the password' }).click()
  }
  await change('not the password at all', 'seven quiet boats leave')
  await expect(lena.getByText('This is not your password.')).toBeInViewport()
  await expect(old).toBeFocused()
  await change('northlight-demo-only', 'seven quiet boats leave')
  await expect(lena.getByText('Your password is changed.')).toBeInViewport()
  await change('seven quiet boats leave', 'northlight-demo-only')
  await expect(old).toHaveValue('')
})

test('[B2] showing clients all tasks asks first who will read them', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/projects?q=Rila%20spa' })
  await ready(mila)
  await mila.getByRole('link', { name: 'Rila spa and pool' }).click()
  await mila.getByText('Let Rila Hotels see all tasks').click()
  await expect(mila.getByText(/will read every task of this project/)).toBeVisible()
  await mila.getByRole('button', { name: 'Leave it as it is' }).click()
  await expect(mila.getByText('Only the tasks its people were added to')).toBeVisible()
  await mila.getByText('Let Rila Hotels see all tasks').click()
  await mila.getByRole('button', { name: 'Let them see all tasks' }).click()
  await expect(mila.getByText('All tasks, except those hidden one by one')).toBeVisible()
  await expect(mila.getByText('Saved', { exact: true })).toBeVisible()
  await mila.getByText('Show Rila Hotels only their own tasks').click()
  await mila.getByRole('button', { name: 'Only their own from now on' }).click()
  await expect(mila.getByText('Only the tasks its people were added to')).toBeVisible()
})

test('[E8] who adds a note far down stays there, whatever news comes of it', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', {
    at: '/s/accounts',
    viewport: { width: 1280, height: 500 },
  })
  await ready(mila)
  await mila.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  const field = mila.getByLabel('New note')
  for (const text of ['The boiler room has a new key.', 'The old one is with the porter.', 'He is in from seven.']) {
    await field.scrollIntoViewIfNeeded()
    await field.fill(text)
    await mila.getByRole('button', { name: 'Add Note/Attachment', exact: true }).click()
    await expect(mila.getByText(text).filter({ visible: true })).toBeVisible()
    // The news of it comes a moment later.
    await mila.waitForTimeout(700)
    await expect(field).toBeInViewport()
  }
})
