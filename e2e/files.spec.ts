import { expect, type Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { pictureOf } from '#db/demo/papers.ts'
import { chanceOf } from '#db/demo/seed.ts'
import { Cutter } from './cutter.ts'
import { composerOn, feedOn, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000
/** Bytes a second, so that there is time to pause. */
const LINE = 1_500_000

test('[D5] [F1] [S27] Ana sends a large file with a pause, through a cut line and a reload; Mila sees it, looks at a picture and puts a new version there', async ({
  browser,
}, testInfo) => {
  const cable = await Cutter.open()
  const ana = await signedIn(browser, 'ana@rila.example', { proxy: { server: cable.address } })
  const mila = await signedIn(browser, 'mila@northlight.example')
  const faults: string[] = []
  for (const page of [ana, mila]) page.on('pageerror', (error) => faults.push(error.message))
  await openSharedTask(ana, mila)
  const paths = files((name) => testInfo.outputPath(name))

  // Paused by hand, gone on with, cut, and gone on by itself.
  await slowly(ana, LINE)
  await choose(ana, paths.large)
  await expect(ana.getByText(/^[1-9]\d?%, .* sent$/)).toBeVisible()
  await ana.getByRole('button', { name: 'Pause measurements.txt' }).click()
  await expect(ana.getByText('Paused', { exact: true })).toBeVisible()
  const paused = await howFar(ana)
  await ana.waitForTimeout(700)
  expect(await howFar(ana)).toBe(paused)
  await ana.getByRole('button', { name: 'Go on with measurements.txt' }).click()
  await expect.poll(() => howFar(ana)).toBeGreaterThan(paused)
  cable.cut()
  await expect(ana.getByText('The line is lost; it goes on by itself')).toBeVisible()
  cable.mend()
  await expect.poll(() => howFar(ana)).toBeGreaterThan(paused)

  // After a reload the page asks for the file, and goes on from where it was.
  await ana.reload()
  await ready(ana)
  await expect(ana.getByText(/^A file of 9 MB was stopped at [1-9]\d?%\./)).toBeVisible()
  await slowly(ana, LINE * 10)
  await choose(ana, paths.large)
  await expect(attachments(ana).getByRole('link', { name: 'measurements.txt', exact: true })).toBeVisible({
    timeout: 15_000,
  })
  await expect(attachments(mila).getByRole('link', { name: 'measurements.txt', exact: true })).toBeVisible({
    timeout: SOON,
  })
  await expect(ana.getByText(/was stopped at/)).toHaveCount(0)
  expect(
    await ana.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('portico:upload:'))),
  ).toEqual([])

  // A comment carries a picture, which opens over the page.
  await mila.locator('form#write input[type=file]').setInputFiles(paths.picture)
  await composerOn(mila).fill('This is how the wall should look')
  await mila.getByRole('button', { name: 'Send', exact: true }).click()
  const comment = feedOn(ana).locator('li[id^=e-]').filter({ hasText: 'This is how the wall should look' })
  await comment.getByRole('link', { name: /wall\.png/ }).click({ timeout: SOON })
  const dialog = ana.getByRole('dialog', { name: 'wall.png' })
  await expect(dialog.getByRole('img', { name: 'wall.png' })).toBeVisible()
  expect(await dialog.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320)
  await ana.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  // Mila puts another version there; both can still be had.
  await mila.getByRole('button', { name: 'What you can do with measurements.txt' }).click()
  const chooser = mila.waitForEvent('filechooser')
  await mila.getByRole('menuitem', { name: 'Replace with a new version' }).click()
  await (await chooser).setFiles(paths.second)
  await ana.getByRole('link', { name: 'version 2' }).click({ timeout: 10_000 })
  const versions = ana.getByRole('dialog', { name: 'Versions' })
  await expect(versions.getByRole('listitem')).toHaveText([/Mila.*version 2, in use/, /Ана.*version 1/])

  // They are in the file's menu as well, for who looks there.
  await mila.getByRole('button', { name: 'What you can do with measurements.png' }).click()
  await mila.getByRole('menuitem', { name: 'Versions' }).click()
  await expect(mila.getByRole('dialog', { name: 'Versions' }).getByRole('listitem')).toHaveCount(2)
  await mila.keyboard.press('Escape')

  // Without script the same stands on a page of its own.
  const address = await ana
    .getByRole('link', { name: 'version 2', exact: true, includeHidden: true })
    .getAttribute('href')
  const bare = await browser.newContext({ storageState: await ana.context().storageState(), javaScriptEnabled: false })
  const plain = await bare.newPage()
  await plain.goto(new URL(address ?? '', ana.url()).href)
  await expect(plain.getByRole('list', { name: 'Versions' }).getByRole('listitem')).toHaveText([
    /Mila.*version 2, in use/,
    /Ана.*version 1/,
  ])
  const look = plain.getByRole('link', { name: 'Show version 2, measurements.png' })
  const shown = await plain.request.get(new URL((await look.getAttribute('href')) ?? '', plain.url()).href)
  expect(shown.headers()).toMatchObject({
    'content-type': 'image/png',
    'content-disposition': expect.stringMatching(/^inline/),
  })
  await plain.getByRole('link', { name: 'The task it is attached to' }).click()
  await expect(plain).toHaveURL(new URL(ana.url()).pathname)
  await bare.close()
  expect(faults).toEqual([])
  await cable.close()
})

/** A long text, a picture in its place and another one, on the disk: a browser knows a file again by its date too. */
function files(pathOf: (name: string) => string) {
  const at = (name: string, content: Buffer) => {
    writeFileSync(pathOf(name), content)
    return pathOf(name)
  }
  return {
    large: at('measurements.txt', Buffer.alloc(9_000_000, 'spa 28.4 °C, foyer 21.0 °C\n')),
    second: at('measurements.png', pictureOf(chanceOf('a table of figures'))),
    picture: at('wall.png', pictureOf(chanceOf('a wall'))),
  }
}

const attachments = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Attachments', exact: true }) })
const choose = (page: Page, path: string) => attachments(page).getByLabel('Attach files').setInputFiles(path)
const howFar = async (page: Page) => Number(/(\d+)%/.exec(await page.getByText(/%, .* sent$/).innerText())?.[1])

async function slowly(page: Page, uploadThroughput: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput,
  })
}

/** Opens the first task of Ana's home on both screens. */
async function openSharedTask(ana: Page, mila: Page): Promise<void> {
  await ready(ana)
  await ana.locator('a[href*="/tasks/"]').first().click()
  await expect(ana).toHaveURL(/\/tasks\//)
  const id = /\/tasks\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''
  await mila.goto(`/s/tasks/${id}`)
  await Promise.all([ready(ana), ready(mila)])
}
