import { expect, type Page } from '@playwright/test'
import { accessFlag, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
const messagesOn = (page: Page) => page.getByRole('log', { name: 'Messages' })
const unread = async (page: Page) => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0)

/** Opens the conversation with an account or a person, and says something there. */
async function sayTo(page: Page, partner: string, kind: 'Group' | 'Just you two', words: string): Promise<void> {
  await page.goto(`${baseOf(page)}/conversations/new`)
  await page.getByRole('button', { name: new RegExp(`${partner} ${kind}`) }).click()
  await expect(heading(page, partner)).toBeVisible()
  await ready(page)
  const field = page.getByRole('textbox', { name: 'Write a message' })
  await field.fill(words)
  await field.press('Enter')
  await expect(messagesOn(page).getByText(words)).toBeVisible()
}
const baseOf = (page: Page) => /^\/(g\/[^/]+|s)/.exec(new URL(page.url()).pathname)?.[0] ?? ''

test('[A5] Hana has two accounts in two tabs: neither shows, counts or opens what is the other’s, and one can end alone', async ({
  browser,
}) => {
  const mark = Date.now().toString(36)
  const hana = await signedIn(browser, 'hana@aquaseal.example')
  const petar = await signedIn(browser, 'petar@northlight.example')
  const mill = await hana.context().newPage()
  await ready(hana)
  await hana.getByRole('button', { name: /^You/ }).click()
  const grants = hana.getByRole('navigation', { name: 'You are here for' })
  const [ofAqua, ofMill] = [
    (await grants.getByRole('link', { name: 'AquaSeal Client', exact: true }).getAttribute('href')) ?? '',
    (await grants.getByRole('link', { name: 'Old Mill Client', exact: true }).getAttribute('href')) ?? '',
  ]
  const tabs = [
    { page: hana, base: ofAqua, own: 'AquaSeal showroom', other: 'Old Mill: goods lift' },
    { page: mill, base: ofMill, own: 'Old Mill: goods lift', other: 'AquaSeal showroom' },
  ]

  // Each tab is in its own account; what belongs to the other is not there, by its address either.
  const addresses: string[] = []
  for (const { page, base, own, other } of tabs) {
    await page.goto(`${base}/projects`)
    await expect(page.getByRole('link', { name: own, exact: true })).toBeVisible()
    await expect(page.getByRole('link', { name: other, exact: true })).toHaveCount(0)
    addresses.push((await page.getByRole('link', { name: own, exact: true }).getAttribute('href')) ?? '')
  }
  const [showroom = '', lift = ''] = addresses
  await mill.goto(showroom.replace(ofAqua, ofMill))
  await expect(heading(mill, 'There is nothing here for you')).toBeVisible()
  await hana.goto(lift.replace(ofMill, ofAqua))
  await expect(heading(hana, 'There is nothing here for you')).toBeVisible()

  // What is said for one account is counted in its tab only.
  for (const { page, base } of tabs) {
    await page.goto(base)
    await ready(page)
  }
  const [inAqua, inMill] = [await unread(hana), await unread(mill)]
  await sayTo(petar, 'AquaSeal', 'Group', `The samples ${mark}`)
  await expect(hana).toHaveTitle(new RegExp(`^\\(${String(inAqua + 1)}\\) `), { timeout: SOON })
  expect(await unread(mill)).toBe(inMill)

  // She answers in both at once; each answer is where it was written.
  await Promise.all([
    sayTo(hana, 'Northlight Building Services', 'Group', `For AquaSeal ${mark}`),
    sayTo(mill, 'Petar Kovač', 'Just you two', `For the mill ${mark}`),
  ])
  await expect(messagesOn(petar).getByText(`For AquaSeal ${mark}`)).toBeVisible({ timeout: SOON })
  await expect(messagesOn(hana).getByText(`The samples ${mark}`)).toBeVisible()
  await expect(messagesOn(petar).getByText(`For the mill ${mark}`)).toHaveCount(0)
  await expect(messagesOn(hana).getByText(`For the mill ${mark}`)).toHaveCount(0)
  await expect(messagesOn(mill).getByText('AquaSeal')).toHaveCount(0)

  // One of the two is suspended: that tab is shut, the other goes on.
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const flag = await accessFlag(adam, 'Old Mill', 'Hana Dvořáková')
  await flag.click()
  await expect(adam.getByText('Suspended. It is in force everywhere.')).toBeVisible()
  await expect(heading(mill, 'Your access is suspended')).toBeVisible({ timeout: SOON })
  await expect(messagesOn(hana).getByText(`The samples ${mark}`)).toBeVisible()
  await hana.getByRole('textbox', { name: 'Write a message' }).fill(`Still here ${mark}`)
  await hana.getByRole('textbox', { name: 'Write a message' }).press('Enter')
  await expect(messagesOn(petar).getByText(`Still here ${mark}`)).toBeVisible({ timeout: SOON })
  await flag.click()
  await expect(adam.getByText('Open again.')).toBeVisible()
})
