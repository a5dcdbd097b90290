import { expect, type Page } from '@playwright/test'
import { accessFlag, composerOn, firstTask, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show that a right has changed. Ms. */
const SOON = 4000
const DRAFT = 'Half a sentence'

/** The admin saves how somebody, or an account, is frozen on the page they have open. */
async function freeze(admin: Page, how: string): Promise<void> {
  const form = admin.getByRole('region', { name: 'Freeze' })
  await form.getByLabel('Access', { exact: true }).selectOption({ label: how })
  await form.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(admin.getByText('Saved. It is in force everywhere.')).toBeVisible()
  await expect(form.getByLabel('Access', { exact: true }).locator('option:checked')).toHaveText(how)
}

/** Ana, in the middle of a sentence on her task. */
async function anaWrites(page: Page): Promise<void> {
  const task = await firstTask(page)
  await page.goto(new URL(page.url()).pathname + task)
  await ready(page)
  await composerOn(page).fill(DRAFT)
}

test('[A17] [B8] Ana is frozen while she writes: read-only, then off, and nothing is lost when she is thawed', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await anaWrites(ana)
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  await accessFlag(adam, 'Rila Hotels', 'Ана Петрова')
  const head = adam
    .getByRole('main')
    .locator('header, div')
    .filter({ has: adam.getByRole('heading', { level: 1 }) })

  await freeze(adam, 'Read-only')
  await expect(head.getByText('Read-only', { exact: true }).first()).toBeVisible()
  await expect(ana.getByText(/^Your access is read-only for now: you see everything/)).toBeVisible({ timeout: SOON })
  await expect(composerOn(ana)).toBeHidden()
  await expect(ana.getByText(/^Your access became read-only at .*Your draft is kept/)).toBeVisible()

  await freeze(adam, 'Off')
  await expect(adam.getByText('Frozen for now: this person cannot enter the portal.')).toBeVisible()
  const closed = ana.getByRole('heading', { name: 'Your access is frozen' })
  await expect(closed).toBeVisible({ timeout: SOON })
  await ana.goto('/')
  await expect(closed).toBeVisible()
  await ana.goBack()
  await expect(closed).toBeVisible()

  await freeze(adam, 'Not frozen')
  await expect(composerOn(ana)).toBeVisible({ timeout: 8000 })
  await expect(composerOn(ana)).toHaveValue(DRAFT)
})

test('[A17] [A1] a whole account is frozen on its page, where everybody of it is seen to be, and thawed', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await anaWrites(ana)
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/accounts' })
  await adam.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await ready(adam)
  const hers = adam
    .getByRole('list', { name: 'External Access' })
    .getByRole('listitem')
    .filter({ hasText: 'Ана Петрова' })

  await freeze(adam, 'Off')
  await expect(ana.getByRole('heading', { name: 'Access is frozen' })).toBeVisible({ timeout: SOON })
  await expect(hers.getByText('Off', { exact: true })).toBeVisible()

  await freeze(adam, 'Read-only')
  await expect(ana.getByText(/^Your company’s access is read-only/)).toBeVisible({ timeout: 8000 })
  await expect(composerOn(ana)).toBeHidden()
  await expect(hers.getByText('Read-only', { exact: true })).toBeVisible()

  await freeze(adam, 'Not frozen')
  await expect(composerOn(ana)).toBeVisible({ timeout: SOON })
  await expect(composerOn(ana)).toHaveValue(DRAFT)

  const mila = await signedIn(browser, 'mila@northlight.example', { at: new URL(adam.url()).pathname })
  await ready(mila)
  await expect(mila.getByRole('list', { name: 'External Access' })).toBeVisible()
  await expect(mila.getByRole('region', { name: 'Freeze' })).toHaveCount(0)
})

test('[A17] beside each way to hold somebody back stands what it does to them and how it is undone', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const flag = await accessFlag(adam, 'Rila Hotels', 'Ана Петрова')
  const freeze = adam.getByRole('region', { name: 'Freeze' })
  const ways = [
    /^Not frozen.* undo a freeze/,
    /^Read-only.* see everything as before/,
    /^Off.* nothing but a page that says their access is frozen/,
  ]
  await expect(freeze.getByRole('listitem').filter({ visible: true })).toHaveText(ways)
  await freeze.getByLabel('Access', { exact: true }).selectOption({ label: 'Off' })
  await expect(freeze.getByRole('listitem').filter({ visible: true })).toHaveText([
    ...ways,
    /^Freeze ends after.* everything opens again by itself/,
  ])
  await expect(flag).toHaveAccessibleDescription(/suspends them.* Switching it on again opens everything as it was/)
  await adam.getByRole('button', { name: 'More', exact: true }).click()
  await expect(adam.getByRole('menuitem', { name: 'Suspend access' })).toContainText('until you open it again')
})

test('[A17] [A20] on the card of a colleague the day a freeze ends stands only where a freeze is chosen, and is kept', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: '/s/settings/staff' })
  await adam.getByRole('link', { name: 'Petar Kovač', exact: true }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Petar Kovač' })).toBeVisible()
  await ready(adam)
  const form = adam.getByRole('region', { name: 'Freeze' })
  const day = form.getByLabel('Freeze ends after')
  const access = form.getByLabel('Access', { exact: true })
  await expect(access).toHaveValue('')
  await expect(day).toBeHidden()
  await access.selectOption({ label: 'Read-only' })
  await day.fill('2999-12-31')
  // What was typed waits for who changes their mind twice; with no freeze it is not sent.
  await access.selectOption({ label: 'Not frozen' })
  await expect(day).toBeHidden()
  await access.selectOption({ label: 'Read-only' })
  await expect(day).toHaveValue('2999-12-31')
  await freeze(adam, 'Read-only')
  await adam.reload()
  await ready(adam)
  await expect(day).toHaveValue('2999-12-31')
  await freeze(adam, 'Not frozen')
  await expect(day).toBeHidden()
  await access.selectOption({ label: 'Off' })
  await expect(day).toHaveValue('')
})

test('[A17] [F3] without script a day without a freeze is refused at its field, and kept; a freeze is undone with its day', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', {
    at: '/s/settings/staff',
    javaScriptEnabled: false,
  })
  await adam.getByRole('link', { name: 'Petar Kovač', exact: true }).click()
  const form = adam.getByRole('region', { name: 'Freeze' })
  const day = form.getByLabel('Freeze ends after')
  const access = form.getByLabel('Access', { exact: true })
  const save = form.getByRole('button', { name: 'Save', exact: true })
  const told = adam.getByText('Saved. It is in force everywhere.')
  await access.selectOption({ label: 'Read-only' })
  await day.fill('2999-12-31')
  await access.selectOption({ label: 'Not frozen' })
  await save.click()
  await expect(form.getByText(/^This is the day a freeze ends, and no freeze is chosen\./)).toBeVisible()
  await expect(day).toHaveValue('2999-12-31')
  await expect(told).toHaveCount(0)
  await access.selectOption({ label: 'Read-only' })
  await save.click()
  await expect(told).toBeVisible()
  await expect(day).toHaveValue('2999-12-31')
  await access.selectOption({ label: 'Not frozen' })
  await save.click()
  await expect(told).toBeVisible()
  await expect(access).toHaveValue('')
  await expect(day).toBeHidden()
})
