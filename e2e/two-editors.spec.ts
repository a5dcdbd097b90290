import { expect, type Page } from '@playwright/test'
import { firstTask, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** The page looks for news, as it does by itself whenever its line has some. */
async function hearNews(page: Page): Promise<void> {
  const heard = page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.url().includes('.data'))
  await page.evaluate(() => (window as unknown as { __remixRouter: { revalidate(): void } }).__remixRouter.revalidate())
  await heard
  await page.waitForLoadState('networkidle')
}

interface Edited {
  save: string
  text: string
  said: RegExp
}

/** One thing in two windows: the second Save overwrites nothing unseen, and says so until it is settled. */
async function edited(one: Page, two: Page, address: string, { save, text, said }: Edited): Promise<void> {
  for (const page of [one, two]) {
    await page.goto(`${address}/edit`)
    await ready(page)
  }
  const before = await one.getByLabel(text).inputValue()
  const title = await one.getByLabel('Title').inputValue()
  await one.getByLabel(text).fill(`${before}\n\nSaid by the first.`)
  await one.getByRole('button', { name: save }).click()
  await expect(one).toHaveURL(new RegExp(`${address}$`))

  await hearNews(two)
  await two.getByLabel('Title').fill(`${title}, by the second`)
  await two.getByRole('button', { name: save }).click()
  const notice = two.locator('form, main').getByText('What is saved now:').first()
  await expect(two.getByText(said)).toBeVisible()
  await expect(notice).toBeVisible()
  await expect(two.getByRole('definition').filter({ hasText: 'Said by the first.' })).toBeVisible()

  // Somebody saves once more: what was shown stays what a Save is against.
  await hearNews(two)
  await one.goto(`${address}/edit`)
  await one.getByLabel(text).fill(`${before}\n\nSaid by the first, again.`)
  await one.getByRole('button', { name: save }).click()
  await expect(one).toHaveURL(new RegExp(`${address}$`))
  await hearNews(two)
  await expect(two.getByText(said)).toBeVisible()
  await two.getByRole('button', { name: save }).click()
  await expect(two.getByRole('definition').filter({ hasText: 'Said by the first, again.' })).toBeVisible()
  await expect(two.getByText(said)).toBeVisible()
  await expect(two.getByLabel('Title')).toHaveValue(`${title}, by the second`)
  await one.reload()
  await expect(one.getByText('Said by the first, again.')).toBeVisible()

  // Whoever saves once more has seen it, and means it.
  await two.getByLabel(text).fill(`${before}\n\nSaid by both.`)
  await two.getByRole('button', { name: save }).click()
  await expect(two).toHaveURL(new RegExp(`${address}$`))
  await expect(two.getByRole('heading', { level: 1, name: `${title}, by the second` })).toBeVisible()
  await expect(two.getByText('Said by both.')).toBeVisible()
}

test('[X10] a task that is edited in two windows is not overwritten unseen, whatever news the second hears', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  const adam = await signedIn(browser, 'adam@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const address = `/s${await firstTask(ana)}`
  await edited(mila, adam, address, { save: 'Save', text: 'Description', said: /Somebody saved this task meanwhile/ })
})

test('[X10] [D2] a contract’s text that is edited in two windows is not overwritten unseen', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  const adam = await signedIn(browser, 'adam@northlight.example')
  await mila.goto('/s/contracts')
  await mila.getByRole('link', { name: /Solar roof, east wing/ }).click()
  await expect(mila.getByRole('link', { name: 'Edit text' })).toBeVisible()
  const address = new URL(mila.url()).pathname
  await edited(mila, adam, address, {
    save: 'Save as a new version',
    text: 'Text',
    said: /Somebody saved this contract meanwhile/,
  })
})
