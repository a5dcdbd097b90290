import { expect } from '@playwright/test'
import { composerOn, firstTask, ready, say, signedIn } from './people.ts'
import { attach } from './pictures.ts'
import { test } from './portal.ts'
import { forgotten, lookAt, newCanary } from './traces.ts'

/** What a screen may take to lose what is no longer its reader’s. Ms. */
const SOON = 5000

test('[F2] [S5] [B8] [X8] what Ana loses sight of is in none of her tabs: no page, script data, storage, cache, search, Back or Forward', async ({
  browser,
}) => {
  const canary = newCanary()
  const asked = `Asked${Date.now().toString(36)}`
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const task = await firstTask(ana)
  const base = new URL(ana.url()).pathname

  await mila.goto(`/s${task}/edit`)
  await ready(mila)
  await mila.getByLabel('Title', { exact: true }).fill(`${canary} ${asked}`)
  await mila.getByRole('button', { name: /^Save/ }).click()
  await expect(mila.getByRole('heading', { level: 1, name: canary })).toBeVisible()
  await ready(mila)
  await say(mila, `${canary} in a comment`)
  const inPicture = newCanary()
  await attach(mila, `${canary}.png`, canary)
  await attach(mila, 'wall.png', inPicture)

  const tabs = [ana, await ana.context().newPage(), await ana.context().newPage()] as const
  const [here, gone, list] = tabs
  await here.goto(base + task)
  await expect(here.getByText(`${canary} in a comment`)).toBeVisible()
  // The task is in this one's past, and in that of the other two as far as it was found there.
  await gone.goto(base + task)
  await ready(gone)
  await gone.goto(`${base}/projects`)
  await list.goto(`${base}/search?q=${asked}`)
  await expect(list.locator('main').getByText(canary).first()).toBeVisible()
  await list.goto(`${base}/tasks?whose=all&status=all`)
  await expect(list.getByText(canary).first()).toBeVisible()
  await Promise.all(tabs.map(ready))

  // A file that is removed while it is looked at: it closes, and nothing of it was kept.
  await here.getByRole('link', { name: 'Show wall.png' }).click()
  const picture = here.getByRole('dialog', { name: 'wall.png' }).getByRole('img')
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320)
  const address = (await picture.getAttribute('src')) ?? ''
  expect(await (await here.request.get(address)).text()).toContain(inPicture)
  await mila.getByRole('button', { name: 'What you can do with wall.png' }).click()
  await mila.getByRole('menuitem', { name: 'Remove', exact: true }).click()
  await mila.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(picture).toHaveCount(0, { timeout: SOON })
  expect((await here.request.get(address)).status()).toBe(404)
  await forgotten([here], inPicture)

  // Ana is taken off the task while she writes.
  await composerOn(here).fill('Half a sentence of Ana')
  const files = await lookAt(here, here.getByRole('link', { name: `Show ${canary}.png` }), `${canary}.png`, canary)
  await mila.goto(`/s${task}/people`)
  await ready(mila)
  await mila.getByRole('button', { name: /^Take Ана .* off this task/ }).click()
  await expect(mila.getByRole('button', { name: /^Take Ана .* off this task/ })).toHaveCount(0)

  await forgotten(tabs, canary, files)
  await expect(here.getByRole('heading', { level: 1, name: 'There is nothing here for you' })).toBeVisible()
  await list.goto(`${base}/search?q=${asked}`)
  await expect(list.getByText(/^No task, project, contract, file, conversation or comment/)).toBeVisible()
  const told = await list.evaluate(
    ([path, q]) => fetch(`${path}/live/find?q=${q}&at=`).then((answer) => answer.text()),
    [base, asked] as const,
  )
  expect(JSON.parse(told)).toEqual({ groups: [] })

  // Back on it, she finds her draft.
  await mila.goto(`/s${task}/people?q=ana@rila.example`)
  await mila.getByRole('checkbox', { name: /^Ана/ }).check()
  await mila.getByLabel('Add as').selectOption({ label: 'Assignee' })
  await mila.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(mila.getByRole('button', { name: /^Take Ана .* off this task/ })).toBeVisible()
  await here.goto(base + task)
  await expect(composerOn(here)).toHaveValue('Half a sentence of Ana')
})

test('[F2] a page that a browser kept whole and brings back is not seen before it has been loaded again', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  // Chromium keeps no page whose answer may not be stored; browsers that do say it like this.
  const seen = await ana.evaluate(() => {
    document.body.dataset['kept'] = 'yes'
    window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
    return document.body.checkVisibility()
  })
  expect(seen).toBe(false)
  await expect(ana.getByRole('heading', { level: 1, name: /^Hello/ })).toBeVisible()
  expect(await ana.evaluate(() => document.body.dataset['kept'])).toBeUndefined()
})
