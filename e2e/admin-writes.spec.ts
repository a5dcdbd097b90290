import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

const message = (page: Page, words: string) =>
  page.getByRole('log', { name: 'Messages' }).locator('li[id^=e-]').filter({ hasText: words })
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

test('[C1] [A20] an admin who is not in a conversation writes in it: Ana reads the name and whose person it is, the admin that no answer is told', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const adam = await signedIn(browser, 'adam@northlight.example')
  await ana.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Chat/ }).click()
  await ana.getByRole('link', { name: 'Northlight Building Services' }).click()
  await expect(ana).toHaveURL(/\/conversations\/[^/?#]+$/)
  await ready(ana)
  const id = /conversations\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''
  await adam.goto(`/s/conversations/${id}`)
  await ready(adam)
  await expect(details(adam).getByText('You are not told of their answers.', { exact: false })).toBeVisible()
  await expect(details(ana).getByText('Adam Reyes')).toHaveCount(0)

  await adam.getByRole('textbox', { name: 'Write a message' }).fill('I will look into this myself')
  await adam.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(message(ana, 'I will look into this myself')).toContainText('Adam Reyes')
  await expect(message(ana, 'I will look into this myself')).toContainText('Northlight Building Services')
  // Whoever is in the list of people needs no such words; nor do his own.
  await expect(message(ana, 'The inspector confirmed')).not.toContainText('Northlight')
  await expect(message(adam, 'I will look into this myself')).not.toContainText('Northlight')
  // Hers are told apart by their account, as before.
  await ana.getByRole('textbox', { name: 'Write a message' }).fill('Thank you, Adam')
  await ana.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(message(adam, 'Thank you, Adam')).toContainText('Rila Hotels')
  await expect(message(ana, 'Thank you, Adam')).not.toContainText('Northlight')
})
