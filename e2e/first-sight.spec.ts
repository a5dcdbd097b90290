import { constants, inflateSync } from 'node:zlib'
import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** The colour of a picture's first point: red, green, blue. Whatever its first line is coded by, its first point is as it is. */
function colourOf(png: Buffer): number[] {
  const at = png.indexOf('IDAT')
  const coded = png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4))
  // What a browser writes may lack the check at its end.
  const line = inflateSync(coded, { finishFlush: constants.Z_SYNC_FLUSH })
  return [...line.subarray(1, 4)]
}

test('[B3] [B5] a task is made from the list of all tasks: the project is chosen there, and what was typed outlives another choice', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/tasks' })
  await ready(mila)
  await mila.getByRole('link', { name: 'New task' }).click()
  const project = mila.getByRole('combobox', { name: 'Project' })
  await expect(mila.getByLabel('Title')).toHaveCount(0)
  await project.selectOption({ label: 'Heating plant renewal, Bansko' })
  const title = `From the list ${crypto.randomUUID().slice(0, 8)}`
  await mila.getByLabel('Title').fill(title)
  await project.selectOption({ label: 'Cuisine de Maison Corvin' })
  await expect(
    mila
      .getByLabel('For')
      .getByRole('option', { name: /Maison Corvin/ })
      .first(),
  ).toBeAttached()
  await expect(mila.getByLabel('Title')).toHaveValue(title)
  await mila.getByRole('button', { name: 'Make the task' }).click()
  await expect(mila.getByRole('heading', { name: title })).toBeVisible()
  await expect(mila.getByRole('link', { name: 'Cuisine de Maison Corvin' }).first()).toBeVisible()

  // An external is offered the projects of their own account only, also without script.
  const ana = await signedIn(browser, 'ana@rila.example')
  const state = await ana.context().storageState()
  const plain = await (await browser.newContext({ storageState: state, javaScriptEnabled: false })).newPage()
  await plain.goto(`${new URL(ana.url()).pathname}/tasks`)
  await plain.getByRole('link', { name: 'New task' }).click()
  const offered = plain.getByRole('combobox', { name: 'Project' })
  await expect(offered.getByRole('option', { name: 'Heating plant renewal, Bansko' })).toBeAttached()
  await expect(offered.getByRole('option', { name: 'Cuisine de Maison Corvin' })).toHaveCount(0)
  await offered.selectOption({ label: 'Heating plant renewal, Bansko' })
  await plain.getByRole('button', { name: 'Go on' }).click()
  await plain.getByLabel('Title').fill(`${title} of Ana`)
  await plain.getByRole('button', { name: 'Make the task' }).click()
  await expect(plain.getByRole('heading', { name: `${title} of Ana` })).toBeVisible()
})

test('[A7] who sees some days back only is told so where feeds and files end, and nobody else is', async ({
  browser,
}) => {
  const told = /your access reaches 90 days back/
  for (const [who, count] of [
    ['ana@rila.example', 2],
    ['kalin@rila.example', 0],
  ] as const) {
    const page = await signedIn(browser, who)
    const base = new URL(page.url()).pathname
    await page.goto(`${base}/projects`)
    await page.getByRole('link', { name: 'Heating plant renewal, Bansko' }).click()
    await expect(page.getByRole('heading', { name: 'Heating plant renewal, Bansko' })).toBeVisible()
    await ready(page)
    const project = new URL(page.url()).pathname
    await expect(page.getByText(told)).toHaveCount(count ? 1 : 0)
    await page.goto(`${project}/attachments`)
    await expect(page.getByText('Files from before 90 days ago are not shown to you.')).toHaveCount(count ? 1 : 0)
    await page.goto(`${base}/conversations?q=boiler`)
    await expect(page.getByText(told)).toHaveCount(count ? 1 : 0)
  }
})

test('[F8] a dialog’s veil darkens the window to its edges', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { viewport: { width: 1440, height: 900 } })
  await ready(mila)
  const pixel = async (x: number) => colourOf(await mila.screenshot({ clip: { x, y: 780, width: 2, height: 2 } }))
  const differ = (one: number[], other: number[]) =>
    Math.max(...one.map((part, nth) => Math.abs(part - (other[nth] ?? 0))))
  const before = await pixel(1437)
  expect(differ(await pixel(1410), before)).toBe(0)
  await mila.keyboard.press('Control+k')
  await expect(mila.getByRole('dialog')).toBeVisible()
  await mila.waitForTimeout(400)
  expect(differ(await pixel(1437), before)).toBeGreaterThan(40)
  expect(differ(await pixel(1437), await pixel(1410))).toBeLessThanOrEqual(2)
})

test('[B5] the board says what its columns are for, and where a card that is held may go', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', {
    at: '/s/tasks?view=board&whose=all',
    viewport: { width: 2200, height: 1000 },
  })
  await ready(mila)
  const column = (name: string) => mila.getByRole('region', { name: new RegExp(`^${name}`) })
  await expect(column('New')).toContainText('New tasks land here')
  await expect(column('Ready for review')).toContainText('not yet accepted')
  const card = await column('New').getByRole('listitem').first().boundingBox()
  if (!card) throw new Error('There is no new task')
  const words = (name: string) =>
    column(name).evaluate((element) => getComputedStyle(element, '::after').content.replaceAll('"', ''))
  expect(await words('In progress')).toBe('none')
  await mila.mouse.move(card.x + 40, card.y + 12)
  await mila.mouse.down()
  await mila.mouse.move(card.x + 60, card.y + 20, { steps: 3 })
  await expect.poll(() => words('In progress')).toBe('Drop here')
  expect(await words('New')).toBe('none')
  await mila.keyboard.press('Escape')
  await mila.mouse.up()
})
