import { expect, type Page } from '@playwright/test'
import { Cutter } from './cutter.ts'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const messagesOn = (page: Page) => page.getByRole('log', { name: 'Messages' })
const composerOn = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })
const chatOf = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Chat/ })
const message = (page: Page, words: string) => messagesOn(page).locator('li').filter({ hasText: words })

/** Writes and sends with the Enter key; the words are on the writer's own screen when this returns. */
async function say(page: Page, words: string): Promise<void> {
  await composerOn(page).fill(words)
  await composerOn(page).press('Enter')
  await expect(message(page, words)).toHaveCount(1)
}

/** The words of this test on a screen, as they stand. */
const said = async (page: Page): Promise<string[]> =>
  (await messagesOn(page).innerText()).match(/(Mila meanwhile|Ana without a line) \d/g) ?? []

test('[B7] [B8] [C1] [C2] [C3] [C4] Ana and Mila chat, through a cut line and while their conversation is closed and opened', async ({
  browser,
  baseURL,
}) => {
  const cable = await Cutter.open()
  const ana = await signedIn(browser, 'ana@rila.example', { proxy: { server: cable.address } })
  const mila = await signedIn(browser, 'mila@northlight.example')
  const faults: string[] = []
  for (const page of [ana, mila]) page.on('pageerror', (error) => faults.push(error.message))

  // What is unread is said by the rail, the window's title and its icon; the conversation opens where it begins.
  await ready(ana)
  await expect(chatOf(ana)).toContainText('3')
  await expect(ana).toHaveTitle(/^\(3\) /)
  await expect(ana.locator('link[rel=icon]')).toHaveAttribute('href', '/portico-unread.svg')
  await chatOf(ana).click()
  await ana.getByRole('link', { name: 'Northlight Building Services' }).click()
  await expect(ana.getByText('New since you were here')).toBeInViewport()
  await expect(composerOn(ana)).toBeInViewport()
  await expect(ana.getByText(/^Will be read by .*and .*\d of .*Northlight/)).toBeVisible()
  await expect(ana).toHaveTitle(/^\(1\) Northlight/)
  const conversation = /conversations\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''

  // Mila is elsewhere and hears of it; a press on the account's page leads to it.
  await mila.getByRole('link', { name: 'Accounts', exact: true }).click()
  await expect(mila.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  await mila.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await ready(mila)
  const before = Number(/^\((\d+)\)/.exec(await mila.title())?.[1] ?? 0)
  await say(ana, 'Are the tiles there?')
  await expect(message(ana, 'Are the tiles there?').or(messagesOn(ana)).getByText('Sent').last()).toBeVisible()
  await expect(mila).toHaveTitle(new RegExp(`^\\(${String(before + 1)}\\) `), { timeout: SOON })
  await mila.getByRole('button', { name: 'Message', exact: true }).click()
  await expect(mila).toHaveURL(new RegExp(`/s/conversations/${conversation}$`))
  await expect(message(mila, 'Are the tiles there?')).toBeInViewport()
  await expect(messagesOn(ana).getByText(/^Seen by .*Mila/)).toBeVisible()
  await expect(mila).toHaveTitle(new RegExp(`^${before > 0 ? `\\(${String(before)}\\) ` : ''}Rila Hotels`))

  // Typing, a mention, a reply, a change, a message taken back.
  await composerOn(ana).pressSequentially('One moment')
  await expect(mila.getByText(/Ана Петрова.* is writing…/)).toBeVisible({ timeout: SOON })
  await composerOn(ana).fill('')
  await composerOn(mila).pressSequentially('All but two boxes, @Ана')
  await mila.getByRole('option', { name: /Ана Петрова/ }).click()
  await composerOn(mila).press('Enter')
  await expect(message(ana, 'All but two boxes')).toBeVisible({ timeout: SOON })
  await message(ana, 'All but two boxes').hover()
  await message(ana, 'All but two boxes').getByRole('button', { name: 'Reply' }).click()
  await say(ana, 'Two boxes are fine')
  await expect(message(mila, 'Two boxes are fine').getByText(/In reply to/)).toBeVisible({ timeout: SOON })
  await message(ana, 'Two boxes are fine').hover()
  await message(ana, 'Two boxes are fine').getByRole('button', { name: 'Edit' }).click()
  await ana.getByRole('textbox', { name: 'Edit' }).fill('Three boxes are fine')
  await ana.getByRole('button', { name: 'Save changes' }).click()
  await expect(message(mila, 'Three boxes are fine')).toBeVisible({ timeout: SOON })
  await say(ana, 'A slip of the hand')
  await message(ana, 'A slip of the hand').hover()
  await message(ana, 'A slip of the hand').getByRole('button', { name: 'Delete' }).click()
  await ana.getByRole('button', { name: 'Take it back' }).click()
  await expect(message(mila, 'A slip of the hand')).toHaveCount(0, { timeout: SOON })

  // The line is cut; both go on writing. Everything is there afterwards, in one order, once.
  cable.cut()
  await expect(ana.getByText('Reconnecting – what you send is kept')).toBeVisible({ timeout: 15_000 })
  for (const nth of [1, 2]) await say(ana, `Ana without a line ${String(nth)}`)
  for (const nth of [1, 2, 3]) await say(mila, `Mila meanwhile ${String(nth)}`)
  expect(await messagesOn(mila).getByText('Ana without a line').count()).toBe(0)
  cable.mend()
  const expected = [
    'Mila meanwhile 1',
    'Mila meanwhile 2',
    'Mila meanwhile 3',
    'Ana without a line 1',
    'Ana without a line 2',
  ]
  await expect(message(mila, 'Ana without a line 2')).toBeVisible({ timeout: 20_000 })
  await expect.poll(() => said(mila)).toEqual(expected)
  await expect.poll(() => said(ana)).toEqual(expected)
  // Whoever loads the page anew before has not read it.
  await expect(ana).toHaveTitle(/^\(1\) Northlight/)

  // The conversation is closed while Ana writes: the words why, and her draft is kept, through a reload too.
  await composerOn(ana).fill('Half a sentence that must not be lost')
  await mila.getByRole('button', { name: 'Close this conversation' }).click()
  await expect(composerOn(ana)).toBeHidden({ timeout: SOON })
  await expect(ana.getByText(/This conversation was closed by Northlight/)).toBeVisible()
  await expect(ana.getByText(/Your draft is kept/)).toBeVisible()
  const refused = await ana.request.post(
    new URL(ana.url()).pathname.replace('/conversations/', '/feed/conversation/'),
    {
      headers: { origin: String(baseURL) },
      form: { intent: 'post', sentId: crypto.randomUUID(), body: 'After it was closed', audience: '' },
    },
  )
  expect(refused.status()).toBe(403)
  await ana.reload()
  await expect(ana.getByText('This conversation is closed by Northlight', { exact: false })).toBeVisible()
  await mila.getByRole('button', { name: 'Open it again' }).click()
  await expect(composerOn(ana)).toHaveValue('Half a sentence that must not be lost')

  // Who mutes a conversation is not told of it; what it holds can be found.
  await ana.getByRole('button', { name: 'Mute', exact: true }).click()
  await expect(ana.getByRole('button', { name: 'Unmute' })).toBeVisible()
  // Who leaves at once has not read what was just told.
  await expect(ana).toHaveTitle(/^\(1\) Northlight/)
  await ana.getByRole('link', { name: 'Home', exact: true }).click()
  await expect(ana).toHaveTitle(/^\(1\) Home/)
  await say(mila, 'Nobody is rung for this marmalade')
  await ana.waitForTimeout(600)
  await expect(ana).toHaveTitle(/^\(1\) Home/)
  await chatOf(ana).click()
  await ana.getByRole('searchbox', { name: 'Search conversations and messages' }).fill('marmal')
  await ana.getByRole('button', { name: 'Search' }).click()
  await ana
    .getByRole('list', { name: 'Messages' })
    .getByRole('link', { name: /marmalade/ })
    .click()
  await expect(message(ana, 'Nobody is rung for this marmalade')).toBeInViewport()

  // A long conversation brings what is older by itself, and does not move what is read.
  await chatOf(mila).click()
  await mila.getByRole('link', { name: 'Rila spa and pool' }).click()
  await expect(messagesOn(mila)).toBeVisible()
  const count = () => messagesOn(mila).locator('li[id^="e-"]').count()
  await expect.poll(count).toBeGreaterThanOrEqual(25)
  const shown = await count()
  // A feed opens where the unread begins, and holds to it until its reader moves.
  await expect(mila.getByText('New since you were here')).toBeInViewport()
  await mila.mouse.move(700, 400)
  await mila.mouse.wheel(0, -1)
  const moved = await mila.evaluate(async () => {
    const first = document.querySelector('[role=log] li[id^="e-"]')
    first?.scrollIntoView({ block: 'center' })
    const top = () => first?.getBoundingClientRect().top ?? 0
    await new Promise((done) => setTimeout(done, 50))
    const at = top()
    await new Promise((done) => setTimeout(done, 1500))
    return Math.abs(top() - at)
  })
  expect(await count()).toBeGreaterThan(shown)
  expect(moved).toBeLessThan(4)

  expect(faults).toEqual([])
  await cable.close()
})
