import { expect, type Page } from '@playwright/test'
import { composerOn, feedOn, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const unread = async (page: Page) => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0)
const titled = (count: number, name: string) => new RegExp(`^${count > 0 ? `\\(${String(count)}\\) ` : ''}${name}`)
const homeOf = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Home/ })
const mentionsOn = (page: Page) => page.getByRole('list', { name: 'Mentions', exact: true }).getByRole('listitem')
const entry = (page: Page, words: string) => feedOn(page).locator('li[id^=e-]').filter({ hasText: words })

/** Mila writes on the task that is open to her, and names Ana in it. */
async function mention(mila: Page, words: string): Promise<void> {
  await composerOn(mila).pressSequentially(`${words}, @Ана`)
  await mila.getByRole('option', { name: /Ана Петрова/ }).click()
  await mila.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(entry(mila, words)).toBeVisible()
}

test('[B6] [C4] [F5] who is mentioned in a task sees it on Home and in the title at once, is led to the very words, and has read it in every window', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example')
  const faults: string[] = []
  for (const page of [ana, mila]) page.on('pageerror', (error) => faults.push(error.message))
  const base = new URL(ana.url()).pathname
  const title = 'Tiles for the pool'
  const task = /\/tasks\/[^/?#]+/.exec((await ana.getByRole('link', { name: title }).getAttribute('href')) ?? '')?.[0]
  await mila.goto(`/s${task ?? ''}`)
  await ready(mila)

  const other = await ana.context().newPage()
  await other.goto(`${base}/projects`)
  for (const page of [ana, other]) await ready(page)
  const before = await unread(ana)
  await expect(mentionsOn(ana)).toHaveCount(0)

  // On Home and in another window, without a reload.
  await mention(mila, 'The grout came in two colours')
  await expect(ana).toHaveTitle(titled(before + 1, 'Home'), { timeout: SOON })
  await expect(other).toHaveTitle(titled(before + 1, 'Projects'), { timeout: SOON })
  await expect(mentionsOn(ana)).toHaveText([new RegExp(title)], { timeout: SOON })
  await expect(mentionsOn(ana)).toContainText('Mila Hristova mentioned you')
  await expect(homeOf(other)).toHaveAccessibleName('Home 1 unread mention')
  await expect(ana.locator('link[rel=icon]')).toHaveAttribute('href', '/portico-unread.svg')

  // What was taken back waits for nobody.
  await mention(mila, 'A slip of the hand')
  await expect(mentionsOn(ana)).toHaveCount(2, { timeout: SOON })
  await entry(mila, 'A slip of the hand').hover()
  await entry(mila, 'A slip of the hand').getByRole('button', { name: 'Delete' }).click()
  await mila.getByRole('button', { name: 'Take it back' }).click()
  await expect(mentionsOn(ana)).toHaveCount(1, { timeout: SOON })
  await expect(ana).toHaveTitle(titled(before + 1, 'Home'), { timeout: SOON })

  // The words, and with them read, both windows.
  await mentionsOn(ana).getByRole('link', { name: title }).click()
  await expect(ana).toHaveURL(/#e-/)
  await expect(entry(ana, 'The grout came in two colours')).toBeInViewport()
  await expect(ana).toHaveTitle(titled(before, title))
  await expect(other).toHaveTitle(titled(before, 'Projects'), { timeout: SOON })
  await expect(homeOf(other)).toHaveAccessibleName('Home')
  await homeOf(ana).click()
  await expect(ana.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await expect(mentionsOn(ana)).toHaveCount(0)
  expect(faults).toEqual([])
})
