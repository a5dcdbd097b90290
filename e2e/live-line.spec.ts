import { expect, type Page } from '@playwright/test'
import { Cutter } from './cutter.ts'
import { composerOn, feedOn, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show that a right has changed. Ms. */
const SOON = 4000
/** How long the line is cut. Ms. */
const AWAY = 40_000

test('[B6] [B8] [C3] [C4] [D3] [D4] Ana and Mila work on a task while Adam changes what Ana may do, and Ana’s line is cut for 40 seconds', async ({
  browser,
  baseURL,
}) => {
  const cable = await Cutter.open()
  const ana = await signedIn(browser, 'ana@rila.example', { proxy: { server: cable.address } })
  const mila = await signedIn(browser, 'mila@northlight.example')
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })

  await openSharedTask(ana, mila)
  await say(ana, 'Good morning, are the tiles there?')
  await expect(feedOn(mila).getByText('Good morning, are the tiles there?').last()).toBeVisible()
  await say(mila, 'They are, all but two boxes.')
  await expect(feedOn(ana).getByText('They are, all but two boxes.').last()).toBeVisible()

  // The line is cut; both go on writing.
  cable.cut()
  await expect(ana.getByText('Reconnecting – what you send is kept')).toBeVisible({ timeout: 15_000 })
  const cutAt = Date.now()
  for (const nth of [1, 2, 3]) await say(ana, `Ana without a line ${String(nth)}`)
  for (const nth of [1, 2, 3, 4]) await say(mila, `Mila meanwhile ${String(nth)}`)
  await expect(feedOn(mila).getByText('Ana without a line')).toHaveCount(0)
  await ana.waitForTimeout(Math.max(0, AWAY - (Date.now() - cutAt)))
  cable.mend()
  await expect(feedOn(mila).getByText('Ana without a line 3')).toBeVisible({ timeout: 20_000 })
  await expect(feedOn(ana).getByText('Mila meanwhile 4')).toBeVisible({ timeout: 20_000 })
  await expect(ana.getByText('Reconnecting – what you send is kept')).toBeHidden()
  const expected = [
    'Mila meanwhile 1',
    'Mila meanwhile 2',
    'Mila meanwhile 3',
    'Mila meanwhile 4',
    'Ana without a line 1',
    'Ana without a line 2',
    'Ana without a line 3',
  ]
  await expect.poll(() => said(mila)).toEqual(expected)
  await expect.poll(() => said(ana)).toEqual(expected)
  await ana.reload()
  await ready(ana)
  expect(await said(ana)).toEqual(expected)

  // Adam closes comments on contracts while Ana writes one.
  const contract = await openContract(ana)
  await composerOn(ana).fill('Half a sentence that must not be lost')
  await adam.goto('/s/settings/contracts')
  await ready(adam)
  const mayComment = adam.getByRole('switch', { name: 'Clients may comment on contracts' })
  await expect(mayComment).toBeChecked()
  await mayComment.click()
  await expect(section(adam, 'Comments').getByText(/Saved/)).toBeVisible()
  const refused = await ana.request.post(`${contract}.data`, {
    headers: { origin: String(baseURL) },
    form: { intent: 'post', sentId: crypto.randomUUID(), body: 'After Saved', audience: '' },
  })
  expect(refused.status()).toBe(403)
  await expect(composerOn(ana)).toBeHidden({ timeout: SOON })
  await expect(ana.getByText(/Comments on contracts were closed by Northlight/)).toBeVisible()
  await expect(ana.getByText(/draft is kept/)).toBeVisible()
  await mayComment.click()
  await expect(composerOn(ana)).toHaveValue('Half a sentence that must not be lost')

  // Adam opens attachments, then locks them.
  const mayNotAttach = adam.getByRole('checkbox', { name: 'Block attaching files' })
  await mayNotAttach.setChecked(false)
  await expect(attach(ana)).toBeVisible()
  await adam.getByRole('radio', { name: /^Always/ }).check()
  await mayNotAttach.click()
  await expect(mayNotAttach).toBeChecked()
  await expect(section(adam, 'Attachments').getByText(/Saved/)).toBeVisible()
  await expect(attach(ana)).toBeHidden({ timeout: SOON })
  await expect(ana.getByText(/Attachments of contracts are read-only/)).toBeVisible()
  await adam.getByRole('radio', { name: /^Only until/ }).check()
  await expect(section(adam, 'Attachments').getByText(/Saved/)).toBeVisible()
  await expect(ana.getByText(/read-only until the contract is approved/)).toBeVisible({ timeout: SOON })
  await cable.close()
})

const section = (page: Page, title: string) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) })

/** What is pressed to attach, not the field behind it. */
const attach = (page: Page) => page.getByText('Attach files', { exact: true })

/** The words of this test on a screen, as they stand. */
const said = async (page: Page): Promise<string[]> =>
  (await feedOn(page).innerText()).match(/(Mila meanwhile|Ana without a line) \d/g) ?? []

/** Opens the first task of Ana's home that Mila made, on both screens. */
async function openSharedTask(ana: Page, mila: Page): Promise<void> {
  await ready(ana)
  await ana.locator('a[href*="/tasks/"]').first().click()
  await expect(ana).toHaveURL(/\/tasks\//)
  const id = /\/tasks\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''
  await mila.goto(`/s/tasks/${id}`)
  await Promise.all([ready(ana), ready(mila)])
}

/** Opens the first contract in which Ana may write; answers its address. */
async function openContract(ana: Page): Promise<string> {
  await ana.getByRole('link', { name: 'Contracts', exact: true }).click()
  await ana.getByRole('link', { name: /Solar roof/ }).click()
  await expect(composerOn(ana)).toBeVisible()
  await ready(ana)
  return ana.url()
}
