import { expect, type Page } from '@playwright/test'
import { feedOn, firstTask, hearNews, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

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
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const address = `/s${await firstTask(ana)}`
  await edited(mila, adam, address, { save: 'Save', text: 'Description', said: /Somebody saved this task meanwhile/ })
})

test('[X10] [D2] a contract’s text that is edited in two windows is not overwritten unseen', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
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

test('[X10] [A15] one’s profile, where one stays after a Save, is held the same way, and begins anew once it is saved', async ({
  browser,
}) => {
  const one = await signedIn(browser, 'mila@northlight.example', { at: null })
  const two = await one.context().newPage()
  for (const page of [one, two]) {
    await page.goto('/s/profile')
    await ready(page)
  }
  const name = (page: Page) => page.getByLabel('Name', { exact: true })
  const save = async (page: Page, as: string) => {
    await name(page).fill(as)
    await page.getByRole('button', { name: 'Save', exact: true }).first().click()
  }
  await save(one, 'Mila the First')
  await expect(one).toHaveURL(/told=/)
  await hearNews(two)
  await save(two, 'Mila the Second')
  await expect(two.getByText(/You saved your profile elsewhere meanwhile/)).toBeVisible()
  await expect(two.getByRole('definition').filter({ hasText: 'Mila the First' })).toBeVisible()
  await hearNews(two)
  await expect(two.getByText(/You saved your profile elsewhere meanwhile/)).toBeVisible()
  for (const as of ['Mila the Second', 'Mila the Third']) {
    await save(two, as)
    await expect(two.getByText(/You saved your profile elsewhere meanwhile/)).toHaveCount(0)
    await expect(two).toHaveURL(/told=/)
    await expect(two.getByText('Saved.', { exact: true })).toBeVisible()
    await expect(two.getByRole('button', { name: new RegExp(as) })).toBeVisible()
  }
})

test('[X10] [B6] one’s own comment that is edited in two windows is not overwritten unseen', async ({ browser }) => {
  const one = await signedIn(browser, 'ana@rila.example')
  await ready(one)
  const address = new URL(one.url()).pathname + (await firstTask(one))
  const two = await one.context().newPage()
  await one.goto(address)
  await ready(one)
  const said = `Said ${crypto.randomUUID().slice(0, 8)}`
  await say(one, said)
  await two.goto(address)
  await ready(two)
  const write = async (page: Page, words: string) => {
    await page.getByRole('textbox', { name: 'Edit', exact: true }).fill(words)
    await page.getByRole('button', { name: 'Save changes', exact: true }).click()
  }
  for (const page of [one, two]) {
    const entry = feedOn(page).getByRole('listitem').filter({ hasText: said }).last()
    await entry.hover()
    await entry.getByRole('button', { name: 'Edit', exact: true }).click()
    await expect(page.getByRole('textbox', { name: 'Edit', exact: true })).toHaveValue(said)
  }
  await write(one, `${said} first`)
  await expect(feedOn(one).getByText(`${said} first`)).toBeVisible()
  await hearNews(two)
  await write(two, `${said} second`)
  await expect(two.getByText(/This was changed elsewhere meanwhile/)).toBeVisible()
  await expect(two.getByRole('definition').filter({ hasText: `${said} first` })).toBeVisible()
  await write(two, `${said} second`)
  await expect(feedOn(two).getByText(`${said} second`)).toBeVisible()
  await expect(feedOn(one).getByText(`${said} second`)).toBeVisible()
})
