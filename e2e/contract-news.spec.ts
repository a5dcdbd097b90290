import { expect, type Page } from '@playwright/test'
import { feedOn, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const contractsOf = (page: Page) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Contracts/ })
const counted = async (page: Page) =>
  parseInt((await contractsOf(page).locator('.sr-only').allTextContents())[0] ?? '0')
const named = (count: number) => new RegExp(`^Contracts ${String(count)} contracts? with unread comments$`)

test('[C4] [F1] [F5] what a client says on a contract is seen at once by its owner: in the menu, in the list and on Home, until it is read', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const victor = await signedIn(browser, 'victor@northlight.example')
  const base = new URL(ana.url()).pathname
  const faults: string[] = []
  for (const page of [ana, victor]) page.on('pageerror', (error) => faults.push(error.message))

  // A contract that both are on; he has read all of it.
  const title = 'Maintenance 2027'
  await ana.goto(`${base}/contracts`)
  await ana.getByRole('link', { name: title, exact: true }).click()
  await expect(ana.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await ready(ana)
  const path = new URL(ana.url()).pathname.replace(base, '/s')
  const list = await victor.context().newPage()
  await list.goto('/s/contracts')
  await ready(list)
  const row = list.getByRole('list', { name: 'Contracts' }).getByRole('listitem').filter({ hasText: title })
  const readsIt = async () => {
    await victor.bringToFront()
    await victor.goto(path)
    await feedOn(victor).getByRole('listitem').last().scrollIntoViewIfNeeded()
    await expect(row.getByText('Unread')).toHaveCount(0, { timeout: SOON })
  }
  await readsIt()
  await victor.goto('/s')
  await ready(victor)
  const before = await counted(victor)
  const said = victor
    .getByRole('listitem')
    .filter({ has: victor.getByRole('link', { name: title }) })
    .getByText('Unread')
  await expect(said).toHaveCount(0)

  await say(ana, 'The pool is closed in March')
  await expect(said).toHaveCount(1, { timeout: SOON })
  await expect(contractsOf(victor)).toHaveAccessibleName(named(before + 1))
  await expect(contractsOf(list)).toHaveAccessibleName(named(before + 1), { timeout: SOON })
  await expect(row.getByText('Unread')).toHaveCount(1)

  // Read in one window, it is read in the other.
  await readsIt()
  await expect.poll(() => counted(list)).toBe(before)
  expect(faults).toEqual([])
})
