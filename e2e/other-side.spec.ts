import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[A5] [C1] the address of a contract that one of the staff writes in a conversation opens for the client, on her own side', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const base = new URL(ana.url()).pathname
  await ana.goto(`${base}/contracts`)
  const row = ana.getByRole('list', { name: 'Contracts' }).getByRole('link').first()
  const title = await row.innerText()
  const contract = /\/contracts\/[^/?#]+/.exec((await row.getAttribute('href')) ?? '')?.[0] ?? ''

  // As the address bar of a member of the staff has it.
  await mila.goto(`/s${contract}`)
  await expect(mila.getByRole('heading', { level: 1, name: title })).toBeVisible()
  const copied = mila.url()

  await ana.goto(`${base}/conversations`)
  await ana.getByRole('link', { name: 'Northlight Building Services' }).click()
  await expect(ana.getByRole('log', { name: 'Messages' })).toBeVisible()
  await mila.goto(new URL(ana.url()).pathname.replace(base, '/s'))
  await ready(mila)
  const composer = mila.getByRole('textbox', { name: 'Write a message' })
  await composer.fill(`Here it is: ${copied}`)
  await composer.press('Enter')

  const opened = ana.context().waitForEvent('page')
  await ana.getByRole('link', { name: copied }).click()
  const page = await opened
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(base + contract)

  // And hers for whoever answers her.
  await mila.goto(page.url())
  await expect(mila.getByRole('heading', { level: 1, name: title })).toBeVisible()
  expect(mila.url()).toBe(copied)
})
