import { expect, type Page } from '@playwright/test'
import { ageOutIn } from './moved-time.ts'
import { feedOn, ready, say, signedIn } from './people.ts'
import { pictureWith } from './pictures.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const comment = (page: Page, words: string) => feedOn(page).locator('li[id^=e-]').filter({ hasText: words })
const divider = (page: Page) => feedOn(page).getByText('New since you were here')

/** Opens the first task of Ana's home on Mila's screen; answers where it is on Ana's. */
async function taskOf(ana: Page, mila: Page): Promise<string> {
  await ready(ana)
  const address = (await ana.locator('main a[href*="/tasks/"]').first().getAttribute('href')) ?? ''
  await mila.goto(address.replace(/^\/g\/[^/]+/, '/s'))
  await ready(mila)
  return address
}

test('[A7] what comes to the end of Ana’s 90 days leaves the page that she has open, and is nowhere when she asks again', async ({
  browser,
  portal,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example')
  const address = await taskOf(ana, mila)
  const file = pictureWith('old-seal.png', 'seal')
  await mila.getByLabel('Attach files').first().setInputFiles(file)
  await expect(mila.getByRole('link', { name: file.name, exact: true })).toBeVisible()
  await say(mila, 'Said in the summer')
  await say(mila, 'Said today')

  // Within her days when she opens the page; then her clock goes on by a minute, and nothing else happens.
  const old = { comment: 'Said in the summer', file: file.name }
  await ageOutIn(portal.databaseUrl, old, 45)
  await ana.clock.install()
  await ana.goto(address)
  await ready(ana)
  const link = ana.getByRole('link', { name: file.name, exact: true })
  const download = new URL((await link.getAttribute('href')) ?? '', ana.url()).href
  await expect(comment(ana, 'Said in the summer')).toHaveCount(1)
  await expect(comment(ana, 'Said today')).toHaveCount(1)
  await ana.evaluate(() => (document.body.dataset['same'] = 'yes'))
  await ana.clock.fastForward(60_000)
  await expect(comment(ana, 'Said in the summer')).toHaveCount(0)
  await expect(link).toHaveCount(0)
  await expect(comment(ana, 'Said today')).toHaveCount(1)
  expect(await ana.evaluate(() => document.body.dataset['same'])).toBe('yes')
  await expect(comment(mila, 'Said in the summer')).toHaveCount(1)

  // The server's clock has come there too: in no page and at no address, and the page says how far back it reaches.
  await ageOutIn(portal.databaseUrl, old, -1)
  await ana.reload()
  await expect(comment(ana, 'Said today')).toHaveCount(1)
  await expect(comment(ana, 'Said in the summer')).toHaveCount(0)
  await expect(link).toHaveCount(0)
  expect((await ana.request.get(download)).status()).toBe(404)
  await expect(ana.getByText('Files from before 90 days ago are not shown to you.')).toBeVisible()
})

test('[C4] [B6] where a feed is new to Ana is marked when she comes back, stays while she reads, and is gone when she has read it', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example')
  const address = await taskOf(ana, mila)
  const opened = async () => {
    await ana.locator(`main a[href="${address}"]`).first().click()
    await expect(feedOn(ana)).toBeVisible()
    await ready(ana)
  }
  const seen = (words: string, timeout = SOON) =>
    expect(
      comment(mila, words)
        .locator('+ li')
        .getByText(/^Seen by .*Ана/),
    ).toBeVisible({ timeout })
  await say(mila, 'Before you left')
  // The portal is away for the moment in which she reads: it hears of it afterwards.
  let deaf = 0
  await ana.route('**/feed/**', async (route) => {
    if (deaf > 0 || !route.request().postData()?.includes('mark-read')) return route.fallback()
    deaf++
    await route.fulfill({ status: 503, json: {} })
  })
  await opened()
  await comment(ana, 'Before you left').scrollIntoViewIfNeeded()
  await seen('Before you left', 3 * SOON)
  expect(deaf).toBe(1)

  await ana.getByRole('link', { name: 'Home', exact: true }).click()
  for (const nth of [1, 2]) await say(mila, `While you were away ${String(nth)}`)
  await opened()
  await expect(divider(ana)).toHaveCount(1)
  await expect(divider(ana)).toBeInViewport()
  await expect(feedOn(ana).locator('#unread + li')).toContainText('While you were away 1')
  await expect(comment(ana, 'Before you left').locator('+ #unread')).toHaveCount(1)

  // What comes while she reads is no news of her absence: the mark stays where it was.
  await say(mila, 'Now that you are here')
  await expect(comment(ana, 'Now that you are here')).toBeVisible({ timeout: SOON })
  await expect(feedOn(ana).locator('#unread + li')).toContainText('While you were away 1')
  await expect(divider(ana)).toHaveCount(1)
  await comment(ana, 'Now that you are here').scrollIntoViewIfNeeded()
  await seen('Now that you are here')

  await ana.getByRole('link', { name: 'Home', exact: true }).click()
  await opened()
  await expect(comment(ana, 'While you were away 1')).toHaveCount(1)
  await expect(divider(ana)).toHaveCount(0)
})
