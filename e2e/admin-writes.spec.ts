import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

const message = (page: Page, words: string) =>
  page.getByRole('log', { name: 'Messages' }).locator('li[id^=e-]').filter({ hasText: words })
const details = (page: Page) => page.getByRole('complementary', { name: 'Details' })

test('[C1] [A20] an admin who is not in a conversation writes in it: the page says so before, Ana sees him in it, he is told of her answer', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  await ana.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Chat/ }).click()
  await ana.getByRole('link', { name: 'Northlight Building Services' }).click()
  await expect(ana).toHaveURL(/\/conversations\/[^/?#]+$/)
  await ready(ana)
  const id = /conversations\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''
  await adam.goto(`/s/conversations/${id}`)
  await ready(adam)
  const joins = adam.getByText('You are not in this conversation. When you write, you join it', { exact: false })
  await expect(joins).toBeVisible()
  await expect(details(ana).getByText('Adam Reyes')).toHaveCount(0)

  await adam.getByRole('textbox', { name: 'Write a message' }).fill('I will look into this myself')
  await adam.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(message(ana, 'I will look into this myself')).toContainText('Adam Reyes')
  await expect(details(ana).getByText('Adam Reyes')).toBeVisible()
  await expect(joins).toHaveCount(0)
  // Whoever is in the list of people needs no words about whose person they are; nor do his own.
  await expect(message(ana, 'I will look into this myself')).not.toContainText('Northlight')
  await expect(message(ana, 'The inspector confirmed')).not.toContainText('Northlight')
  await expect(message(adam, 'I will look into this myself')).not.toContainText('Northlight')
  // Hers are told apart by their account, as before.
  await ana.getByRole('textbox', { name: 'Write a message' }).fill('Thank you, Adam')
  await ana.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(message(adam, 'Thank you, Adam')).toContainText('Rila Hotels')
  await expect(message(ana, 'Thank you, Adam')).not.toContainText('Northlight')
  // Wherever he is, what she writes next is counted, and the conversation is among his.
  await adam.goto('/s')
  await ready(adam)
  const chat = adam.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Chat/ })
  const counted = chat.getByText(/unread/)
  // He may have left before her last words counted as read.
  const before = (await counted.count()) > 0 ? parseInt(await counted.innerText()) : 0
  await ana.getByRole('textbox', { name: 'Write a message' }).fill('And one thing more')
  await ana.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(counted).toHaveText(new RegExp(`^${String(before + 1)} unread`))
  await chat.click()
  await expect(adam.getByRole('list', { name: 'Conversations' })).toContainText('And one thing more')

  // He has done his part, and goes out again; she, who is in it by her account, is offered no such thing.
  await expect(details(ana).getByRole('button', { name: 'Leave' })).toHaveCount(0)
  await adam.goto(`/s/conversations/${id}`)
  await ready(adam)
  await details(adam).getByRole('button', { name: 'Leave' }).click()
  await expect(joins).toBeVisible()
  await expect(details(adam).getByRole('button', { name: 'Leave' })).toHaveCount(0)
  await expect(details(ana).getByText('Adam Reyes')).toHaveCount(0)
  await ana.getByRole('textbox', { name: 'Write a message' }).fill('Good bye then')
  await ana.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(message(adam, 'Good bye then')).toBeVisible()
  await adam.goto('/s/conversations')
  await ready(adam)
  await expect(adam.getByRole('main')).not.toContainText('Good bye then')
})
