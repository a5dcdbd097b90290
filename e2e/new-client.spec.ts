import { expect, type Browser, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { unreadIsDue } from './moved-time.ts'
import { composerOn, feedOn, linkOf, ready, signedIn } from './people.ts'
import { pictureWith } from './pictures.ts'
import { test } from './portal.ts'
import { forgotten } from './traces.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const messagesOn = (page: Page) => page.getByRole('log', { name: 'Messages' })
const message = (page: Page, words: string) => messagesOn(page).locator('li[id^=e-]').filter({ hasText: words })
const write = (page: Page) => page.getByRole('textbox', { name: 'Write a message' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })
/** What the window's title says is unread. */
const unread = async (page: Page) => Number(/^\((\d+)\)/.exec(await page.title())?.[1] ?? 0)
const titled = (count: number, name: string) => new RegExp(`^${count > 0 ? `\\(${String(count)}\\) ` : ''}${name}`)
const chatOf = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Chat/ })

test('[A1] [A2] [A4] [A8] [B3] [B6] [C1] [C2] [C4] [D5] [F1] [F2] a new client comes in, works, and is let out again, while their manager and the admin look on', async ({
  browser,
  portal,
}) => {
  const mark = Date.now().toString(36)
  const [name, address, title] = [`Ingrid Sæther ${mark}`, `ingrid.${mark}@harbour.example`, `Door seal ${mark}`]
  const adam = await signedIn(browser, 'adam@northlight.example')
  const petar = await signedIn(browser, 'petar@northlight.example')
  const faults: string[] = []
  for (const page of [adam, petar]) page.on('pageerror', (error) => faults.push(error.message))

  // Adam adds the contact, on the account's page; Petar has the same page open.
  for (const page of [adam, petar]) {
    await page.getByRole('link', { name: 'Accounts', exact: true }).click()
    await expect(heading(page, 'Accounts')).toBeVisible()
    await page.getByRole('link', { name: 'Harbour Foods', exact: true }).click()
    await expect(heading(page, 'Harbour Foods')).toBeVisible()
    await ready(page)
    // Whatever they are shown from here on comes without a reload [F1].
    await page.evaluate(() => (document.body.dataset['same'] = 'yes'))
  }
  await adam.getByRole('link', { name: 'Add a person', exact: true }).click()
  await adam.getByLabel('Name', { exact: true }).fill(name)
  await adam.getByLabel(/^E-mail address/).fill(address)
  await adam.getByRole('button', { name: 'Add', exact: true }).click()
  const contact = (page: Page) =>
    page.getByRole('list', { name: 'Contacts', exact: true }).getByRole('listitem').filter({ hasText: name })
  await contact(adam).getByRole('link', { name: 'Enable access', exact: true }).click()
  const dialog = adam.getByRole('dialog')
  await dialog.getByLabel('Who answers for them').selectOption({ label: 'Petar Kovač' })
  await dialog.getByRole('button', { name: 'Enable access', exact: true }).click()
  await expect(contact(adam).getByText(`Adam Reyes invited ${address}`)).toBeVisible()
  await expect(contact(petar).getByText(`Adam Reyes invited ${address}`)).toBeVisible({ timeout: SOON })

  // The mail, read in another tab of Adam's, and the client's own window.
  const outbox = await adam.context().newPage()
  const ingrid = await activated(
    browser,
    await linkOf(outbox, address, 'Your access to the portal of Northlight Building Services'),
    mark,
  )
  ingrid.on('pageerror', (error) => faults.push(error.message))
  await expect(ingrid.getByText(`Hello, ${name}`)).toBeVisible()
  for (const page of [adam, petar])
    await expect(contact(page).getByText('Live', { exact: true })).toBeVisible({ timeout: SOON })

  // The first task: Petar has it on his home page at once, Adam in the project.
  await petar.getByRole('link', { name: 'Home', exact: true }).click()
  await expect(petar.getByText('Waiting for you')).toBeVisible()
  await ingrid.getByRole('link', { name: 'Projects', exact: true }).click()
  await expect(heading(ingrid, 'Projects')).toBeVisible()
  await ingrid.getByRole('link', { name: 'Cold store 3', exact: true }).click()
  await ingrid.getByRole('link', { name: 'New task', exact: true }).click()
  await expect(heading(ingrid, 'New task')).toBeVisible()
  await ready(ingrid)
  await ingrid.getByLabel('Title').fill(title)
  await expect(ingrid.getByLabel('For').getByRole('option')).toHaveText(['Petar Kovač'])
  await ingrid.getByRole('button', { name: 'Make the task' }).click()
  await expect(heading(ingrid, title)).toBeVisible()
  await ready(ingrid)
  await petar.getByRole('link', { name: title }).click({ timeout: SOON })
  await expect(heading(petar, title)).toBeVisible()
  await ready(petar)
  await composerOn(ingrid).pressSequentially('It lets air in')
  await expect(petar.getByText(new RegExp(`${name}.* is writing…`))).toBeVisible({ timeout: SOON })
  await ingrid.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(feedOn(petar).getByText('It lets air in')).toBeVisible({ timeout: SOON })
  await petar.getByRole('button', { name: 'Start work' }).click()
  await expect(feedOn(ingrid).getByText(/Petar Kovač.* moved this from New to In progress/)).toBeVisible({
    timeout: SOON,
  })

  // A chat with the manager. He hears of it where he is.
  await chatOf(ingrid).click()
  await expect(heading(ingrid, 'Chat')).toBeVisible()
  await ingrid.getByRole('link', { name: 'New conversation', exact: true }).first().click()
  await ingrid.getByRole('button', { name: /Petar Kovač Just you two/ }).click()
  await expect(heading(ingrid, 'Petar Kovač')).toBeVisible()
  await ready(ingrid)
  const before = await unread(petar)
  await write(ingrid).fill('Shall I send a picture?')
  await write(ingrid).press('Enter')
  await expect(petar).toHaveTitle(new RegExp(`^\\(${String(before + 1)}\\) `), { timeout: SOON })
  await chatOf(petar).click()
  await petar.getByRole('link', { name: new RegExp(name) }).click()
  await expect(message(petar, 'Shall I send a picture?')).toBeInViewport()
  await expect(messagesOn(ingrid).getByText(/^Seen by .*Petar/)).toBeVisible({ timeout: SOON })
  await write(petar).pressSequentially('Please do')
  await expect(ingrid.getByText(/Petar Kovač.* is writing…/)).toBeVisible({ timeout: SOON })
  await write(petar).press('Enter')
  await expect(message(ingrid, 'Please do')).toBeVisible({ timeout: SOON })

  // A file: sent with words, looked at, and had as it was sent.
  const picture = pictureWith('seal.png', mark)
  await ingrid.locator('form#write input[type=file]').setInputFiles(picture)
  await write(ingrid).fill('Here it is')
  await write(ingrid).press('Enter')
  await message(petar, 'Here it is')
    .getByRole('link', { name: /seal\.png/ })
    .click({ timeout: SOON })
  const preview = petar.getByRole('dialog', { name: 'seal.png' })
  await expect.poll(() => preview.getByRole('img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320)
  const saving = petar.waitForEvent('download')
  await preview.getByRole('link', { name: 'Save', exact: true }).click()
  expect(readFileSync(await (await saving).path()).equals(picture.buffer)).toBe(true)
  await petar.keyboard.press('Escape')

  // A mention while she is elsewhere: her window says so, and what stays unread for ten minutes is told by mail.
  await expect(messagesOn(petar).getByText(/^Seen by .*Ingrid/)).toBeVisible({ timeout: SOON })
  await ingrid.getByRole('link', { name: 'Home', exact: true }).click()
  await expect(heading(ingrid, `Hello, ${name}`)).toBeVisible()
  const earlier = await unread(ingrid)
  await write(petar).pressSequentially('Which door is it, @Ingr')
  await petar.getByRole('option', { name: new RegExp(name) }).click()
  await write(petar).press('Enter')
  await expect(ingrid).toHaveTitle(titled(earlier + 1, 'Home'), { timeout: SOON })
  await expect(chatOf(ingrid)).toContainText(String(earlier + 1))
  const conversation = /conversations\/([^/?#]+)/.exec(petar.url())?.[1] ?? ''
  await unreadIsDue(portal.databaseUrl, `conversation:${conversation}`)
  const way = await linkOf(outbox, address, 'Unread messages at Northlight Building Services')
  expect(way).toContain(conversation)
  await ingrid.goto(way)
  await expect(ingrid.getByText('New since you were here')).toBeInViewport()
  await expect(message(ingrid, 'Which door is it')).toBeInViewport()
  await expect(message(ingrid, 'Which door is it').getByText(`@${name}`)).toBeVisible()
  await expect(ingrid).toHaveTitle(titled(earlier, 'Petar Kovač'), { timeout: SOON })
  await expect(messagesOn(petar).getByText(/^Seen by .*Ingrid/)).toBeVisible({ timeout: SOON })

  // Adam takes the access away: her open window has lost everything at once, and Petar can read on.
  await contact(adam).getByRole('link', { name: 'Change', exact: true }).click()
  await adam.getByRole('dialog').getByRole('link', { name: 'Remove access', exact: true }).click()
  await adam.getByRole('dialog').getByRole('button', { name: 'Remove access', exact: true }).click()
  await expect(adam.getByText('Removed. It is in force everywhere.')).toBeVisible()
  await expect(ingrid.getByText('Which door is it')).toHaveCount(0, { timeout: SOON })
  await forgotten([ingrid], 'Which door is it')
  await expect(write(petar)).toBeHidden({ timeout: SOON })
  await expect(message(petar, 'Which door is it')).toBeVisible()
  await expect(contact(adam).getByRole('link', { name: 'Enable access', exact: true })).toBeVisible()
  for (const page of [adam, petar]) expect(await page.evaluate(() => document.body.dataset['same'])).toBe('yes')
  expect(faults).toEqual([])
})

/** Opens a mailed link in a browser of its own and goes through the door. */
async function activated(browser: Browser, link: string, mark: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(link)
  await expect(heading(page, 'Open your access')).toBeVisible()
  await page.getByLabel('Login name').fill(`ingrid-${mark}`)
  await page.getByLabel('New password').fill('five green horses sleep')
  await page.getByRole('button', { name: 'Open my access' }).click()
  await expect(page).toHaveURL(/\/g\/[0-9a-f-]{36}/)
  return page
}
