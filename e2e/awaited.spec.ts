import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

test('[D2] [F1] [F5] a contract says to each what is awaited of them, or of whom, as it goes on', async ({
  browser,
}) => {
  const victor = await signedIn(browser, 'victor@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  const boris = await signedIn(browser, 'boris@rila.example')
  for (const page of [victor, ana, boris]) {
    await page.goto(`${new URL(page.url()).pathname}/contracts`)
    await page.getByRole('link', { name: 'Maintenance 2027', exact: true }).click()
    await ready(page)
  }
  const move = async (to: string) => {
    await victor.getByRole('button', { name: 'Change status' }).click()
    await victor.getByLabel('New status').selectOption({ label: to })
    await victor.getByRole('button', { name: 'Change it' }).click()
    await expect(victor.getByLabel('New status')).toBeHidden()
  }
  // All have said something since it was put in review; put there anew, it waits for them until they do again.
  await expect(ana.getByText(/^Awaited now: .*Victor Amadi.*, to take it further\.$/)).toBeVisible()
  await expect(victor.getByText(/^Your part: no review is awaited any more/)).toBeVisible()
  await move('Draft')
  await expect(victor.getByText(/^Your part: write the text/)).toBeVisible({ timeout: SOON })
  await move('In review')
  const asked = ana.getByText(/^Your review is awaited: read the text, and write in the comments/)
  await expect(asked).toBeVisible({ timeout: SOON })
  const base = new URL(ana.url()).pathname.replace(/\/contracts\/.*/, '')
  const list = await ana.context().newPage()
  await list.goto(`${base}/contracts?show=waiting`)
  const waiting = list.getByRole('link', { name: 'Maintenance 2027', exact: true })
  await expect(waiting).toBeVisible()
  await ana.getByRole('textbox', { name: /Write a comment/ }).fill('It is right.')
  await ana.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(asked).toHaveCount(0, { timeout: SOON })
  await list.reload()
  await expect(waiting).toHaveCount(0)
  await expect(
    boris.getByText(/^Your review is awaited: approve, or ask .*Victor Amadi.* for a change\.$/),
  ).toBeVisible()
  await expect(victor.getByText(/^Awaited now: the review of .*Jonas Berg.*\.$/)).toBeVisible()

  await move('Awaiting approval')
  await expect(boris.getByText(/^Your approval is awaited: approve, or ask/)).toBeVisible({ timeout: SOON })
  await expect(ana.getByText(/^Awaited now: the approval of .*Борис/)).toBeVisible({ timeout: SOON })
  await boris.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(boris.getByText(/^You have approved\. Awaited now: the approval of/)).toBeVisible({ timeout: SOON })
  await expect(victor.getByText(/^Awaited now: the approval of .*Вера/)).toBeVisible({ timeout: SOON })
})
