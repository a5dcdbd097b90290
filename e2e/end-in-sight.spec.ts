import { expect, type Page } from '@playwright/test'
import { composerOn, feedOn, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

const WORDS = 'The last words here'
/** What another's screen may take to show what was changed. Ms. */
const SOON = 4000

/** Scrolls down to where the newest stands. */
const toTheEnd = (page: Page) => page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))

/** How far the last row ends above where one writes. Px; less than nothing where it is behind. */
const clear = (page: Page) =>
  page.evaluate(() => {
    const last = [...document.querySelectorAll('li[id^="e-"]')].at(-1)?.getBoundingClientRect().bottom ?? 0
    return (document.querySelector('#write')?.closest('.sticky')?.getBoundingClientRect().top ?? 0) - last
  })

test('[C2] [B8] who looks at the end of a feed goes on seeing it when writing is opened again and when the window gets narrow', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('link', { name: 'Contracts', exact: true }).click()
  await ana.getByRole('link', { name: 'Solar roof, east wing' }).click()
  await ready(ana)
  await say(ana, WORDS)
  const seesTheEnd = async () => {
    await expect(composerOn(ana)).toBeVisible({ timeout: SOON })
    await expect.poll(() => clear(ana)).toBeGreaterThanOrEqual(0)
    await expect(ana.getByRole('log').getByText(WORDS)).toBeInViewport()
  }
  await seesTheEnd()

  await mila.goto(new URL(ana.url()).pathname.replace(/^\/g\/[^/]+/, '/s'))
  await ready(mila)
  const may = mila.getByRole('switch', { name: 'Clients may comment here' })
  await may.click()
  await expect(composerOn(ana)).toBeHidden({ timeout: SOON })
  // The page is as short as it can be then, and Ana at its bottom.
  await toTheEnd(ana)
  await ana.waitForTimeout(300)
  await may.click()
  await seesTheEnd()

  await ana.setViewportSize({ width: 390, height: 844 })
  await seesTheEnd()
})

test('[C2] [B7] who looks at the end of a feed goes on seeing it however high the composer grows: with its readers unfolded, with files, on a phone too', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('main').getByRole('link', { name: 'Boiler 2: install and connect' }).click()
  await ready(ana)
  await mila.goto(new URL(ana.url()).pathname.replace(/^\/g\/[^/]+/, '/s'))
  await ready(mila)
  await toTheEnd(ana)
  const seesTheEnd = async () => {
    await expect.poll(() => clear(ana)).toBeGreaterThanOrEqual(0)
    await ana.waitForTimeout(300)
    expect(await clear(ana)).toBeGreaterThanOrEqual(0)
  }
  for (const viewport of [
    { width: 1440, height: 900 },
    { width: 390, height: 844 },
  ]) {
    await ana.setViewportSize(viewport)
    await seesTheEnd()
    await ana.locator('#write summary').click()
    const readers = ana.locator('#write').getByText('Mila Hristova')
    await expect(readers).toBeVisible()
    await seesTheEnd()
    await say(mila, `Heard from Mila at ${String(viewport.width)}`)
    await expect(feedOn(ana).getByText(`Heard from Mila at ${String(viewport.width)}`)).toBeVisible({ timeout: SOON })
    await seesTheEnd()
    await composerOn(ana).fill('one\ntwo\nthree\nfour\nfive')
    await seesTheEnd()
    const names = ['one', 'two', 'three'].map((name) => `${name} ${String(viewport.width)}.txt`)
    const files = names.map((name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) }))
    await ana.locator('#write input[type=file]').setInputFiles(files)
    await seesTheEnd()
    await expect(readers).toBeVisible()
    await say(ana, `With three files at ${String(viewport.width)}`)
    await seesTheEnd()
    await expect(readers).toBeHidden()
    for (const name of names) await expect(feedOn(ana).getByRole('link', { name })).toBeVisible({ timeout: SOON })
    await seesTheEnd()
  }
})

test('[B7] Escape folds the readers of what is being written, from the field too, and leaves to the picker of names what is its', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('main').getByRole('link', { name: 'Boiler 2: install and connect' }).click()
  await ready(ana)
  const readers = ana.locator('#write').getByText('The admins of')
  const unfold = ana.locator('#write summary')
  await unfold.click()
  await expect(readers).toBeVisible()
  await ana.keyboard.press('Escape')
  await expect(readers).toBeHidden()
  await unfold.click()
  await composerOn(ana).pressSequentially('@Mi')
  const picker = ana.getByRole('listbox', { name: 'People you can mention' })
  await expect(picker).toBeVisible()
  await ana.keyboard.press('Escape')
  await expect(picker).toBeHidden()
  await expect(readers).toBeVisible()
  await ana.keyboard.press('Escape')
  await expect(readers).toBeHidden()
})

test('[B6] a task says what it is also at the end of its feed, where its heading is out of sight', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('main').getByRole('link', { name: 'Boiler 2: install and connect' }).click()
  await ready(ana)
  await expect(ana.getByRole('heading', { level: 1 })).toBeInViewport()
  await toTheEnd(ana)
  await expect(ana.getByRole('heading', { level: 1 })).not.toBeInViewport()
  const line = ana.getByRole('button', { name: 'Boiler 2: install and connect' })
  await expect(line).toBeInViewport()
  expect(await line.evaluate((button) => button.getBoundingClientRect().top)).toBeLessThan(20)
  // By the mouse alone: what presses by itself may scroll first to where the line would stand if it did not stick, which is the top.
  const { x, y, height } = (await line.boundingBox()) ?? { x: 0, y: 0, height: 0 }
  await ana.mouse.click(x + height / 2, y + height / 2)
  await expect(ana.getByRole('heading', { level: 1 })).toBeInViewport()
  await expect(line).toBeHidden()
})
