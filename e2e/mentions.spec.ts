import { expect, type Page } from '@playwright/test'
import { muchWritten } from './far-up.ts'
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
  await Promise.all([ana, other].map(ready))
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
  await expect(mentionsOn(ana)).toContainText('2 mentions, the last by Mila Hristova', { timeout: SOON })
  await entry(mila, 'A slip of the hand').hover()
  await entry(mila, 'A slip of the hand').getByRole('button', { name: 'Delete' }).click()
  await mila.getByRole('button', { name: 'Take it back' }).click()
  await expect(mentionsOn(ana)).toContainText('Mila Hristova mentioned you', { timeout: SOON })
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

test('[C4] [F5] a mention in a window that is open beside the one that is worked in waits until that window is looked at', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const title = 'Tiles for the pool'
  const task = /\/tasks\/[^/?#]+/.exec((await ana.getByRole('link', { name: title }).getAttribute('href')) ?? '')?.[0]
  const beside = await ana.context().newPage()
  await beside.goto(`${new URL(ana.url()).pathname}${task ?? ''}`)
  await mila.goto(`/s${task ?? ''}`)
  await Promise.all([ana, beside, mila].map(ready))
  const before = await unread(ana)
  // Whoever reads the end goes on seeing it; with nothing new, the page opened at its top.
  await beside.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  // In sight, and not the window of the keyboard: as the browser tells it.
  await beside.evaluate(() => Object.assign(document, { hasFocus: () => false }))

  await mention(mila, 'Which of the two windows')
  await expect(entry(beside, 'Which of the two windows')).toBeInViewport({ timeout: SOON })
  await expect(mentionsOn(ana)).toContainText('Mila Hristova mentioned you', { timeout: SOON })
  await ana.waitForTimeout(1500)
  await expect(mentionsOn(ana)).toHaveCount(1)
  await expect(beside).toHaveTitle(titled(before + 1, title))

  await beside.evaluate(() => {
    Object.assign(document, { hasFocus: () => true })
    window.dispatchEvent(new Event('focus'))
  })
  await expect(mentionsOn(ana)).toHaveCount(0, { timeout: SOON })
  await expect(ana).toHaveTitle(titled(before, 'Home'), { timeout: SOON })
})

test('[C4] [F5] several mentions in one task are one line on Home, which leads to the oldest, thousands of comments up; the task says its title there', async ({
  browser,
  portal,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const title = 'Tiles for the pool'
  const home = ana.url()
  const task = /\/tasks\/[^/?#]+/.exec((await ana.getByRole('link', { name: title }).getAttribute('href')) ?? '')?.[0]
  await mila.goto(`/s${task ?? ''}`)
  await ready(mila)
  const before = await unread(ana)

  await mention(mila, 'Which of the two colours')
  await muchWritten(portal.databaseUrl, `task:${task?.split('/').at(-1) ?? ''}`, 5000)
  await mila.reload()
  await ready(mila)
  await mention(mila, 'Never mind')
  await ana.goto(home)
  await ready(ana)
  await expect(mentionsOn(ana)).toHaveCount(1)
  await expect(mentionsOn(ana)).toContainText('2 mentions, the last by Mila Hristova')
  await expect(ana).toHaveTitle(titled(before + 2, 'Home'))

  const says = ana.getByRole('button', { name: title, exact: true })
  await mentionsOn(ana).getByRole('link', { name: title }).click()
  await expect(ana).toHaveURL(/\?before=.*#e-/)
  await expect(entry(ana, 'Which of the two colours')).toBeInViewport()
  await expect(says).toBeInViewport()
  await says.click()
  await expect(ana.getByRole('heading', { name: title })).toBeInViewport()
  await expect(says).toHaveCount(0)

  // The same address by itself, as a mail says it; and without script.
  const id = /#e-(.*)$/.exec(ana.url())?.[1] ?? ''
  const mailed = `${new URL(home).pathname}${task ?? ''}?entry=${id}#e-${id}`
  await ana.goto(mailed)
  await expect(ana).toHaveURL(/\?before=.*#e-/)
  await expect(entry(ana, 'Which of the two colours')).toBeInViewport()
  const plain = await signedIn(browser, 'ana@rila.example', { at: mailed, javaScriptEnabled: false })
  await expect(entry(plain, 'Which of the two colours')).toBeInViewport()

  // What was written since is read where it stands.
  await ready(ana)
  await ana.getByRole('link', { name: 'Go to the newest' }).last().click()
  await expect(entry(ana, 'Never mind')).toBeInViewport()
  await expect(ana).toHaveTitle(titled(before, title))
  await homeOf(ana).click()
  await expect(ana.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await expect(mentionsOn(ana)).toHaveCount(0)
})
