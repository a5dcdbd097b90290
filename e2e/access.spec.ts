import { expect, type Browser, type Page } from '@playwright/test'
import { accessFlag, composerOn, linkOf, ready, signedIn, throughTheDoor } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show that a right has changed. Ms. */
const SOON = 4000

test('[A2] [A4] [A8] [A10] Adam enables access for Agnès, she comes in, and what he changes is in force on her screen', async ({
  browser,
}) => {
  const adam = await throughTheDoor(browser, 'adam@northlight.example')

  // CRM → Sales → Accounts → Contacts → More → Enable access.
  await adam.getByRole('link', { name: 'Accounts', exact: true }).click()
  await expect(adam.getByRole('heading', { name: 'Accounts', level: 1 })).toBeVisible()
  await adam.getByRole('link', { name: 'Maison Corvin', exact: true }).click()
  await adam.getByRole('link', { name: 'Agnès Colbert' }).click()
  await expect(adam.getByRole('heading', { name: 'Agnès Colbert' })).toBeVisible()
  await ready(adam)
  await adam.getByRole('button', { name: 'More', exact: true }).click()
  await adam.getByRole('menuitem', { name: 'Enable access' }).click()
  const dialog = adam.getByRole('dialog')
  await expect(dialog.getByLabel('Kind')).toHaveValue('client')
  await expect(dialog.getByRole('radio', { name: /^L10/ })).toBeChecked()
  // What a role opens follows the kind: a collaborator reads no notes. The button is in sight however long the form is.
  const basic = dialog.locator('label').filter({ has: adam.getByRole('radio', { name: /^L10/ }) })
  await expect(basic).toContainText('Note')
  // What was chosen stays chosen, wherever it stands in the list then.
  const high = dialog.getByRole('radio', { name: /^L80/ })
  await high.check()
  await dialog.getByLabel('Kind').selectOption('collaborator')
  await expect(high).toBeChecked()
  await expect(basic).not.toContainText('Note')
  await expect(basic).toContainText('Only where they are named.')
  await dialog.getByLabel('Kind').selectOption('client')
  await expect(high).toBeChecked()
  await dialog.getByRole('radio', { name: /^L10/ }).check()
  await expect(dialog.getByRole('group', { name: 'The same as L10 Basic today' }).getByRole('radio')).toHaveCount(3)
  await expect(dialog.getByRole('button', { name: 'Enable access' })).toBeInViewport()
  await expect(dialog.getByLabel('Days back')).toHaveValue('')
  await dialog.getByRole('button', { name: 'Enable access' }).click()
  await expect(
    adam.getByText('Invited. No mail server is set up: the mail with the link is kept in the Outbox.'),
  ).toBeVisible()

  await expect(adam.getByRole('link', { name: 'Open the mail' })).toHaveAttribute('href', /\/s\/settings\/outbox\/./)
  await expect(adam.getByRole('button', { name: 'Copy the link' })).toBeVisible()

  const agnes = await activated(browser, adam, 'agnes@corvin.example')
  await expect(agnes.getByText('Hello, Agnès')).toBeVisible()

  // The navigator: she is in it, online, and edited in place.
  await adam.getByRole('link', { name: 'External access', exact: true }).click()
  await adam.getByRole('searchbox').fill('agnes@corvin')
  const row = adam.getByRole('row').filter({ hasText: 'Agnès Colbert' })
  await expect(row.getByText('Online now')).toBeVisible()
  await ready(adam)
  await expect(adam).toHaveURL(/q=agnes/)
  await row.getByRole('link', { name: /^Edit the access of Agnès/ }).click()
  await expect(adam.getByRole('button', { name: 'Save', exact: true })).toBeVisible()
  await adam.getByLabel('Role').last().selectOption('20')
  await adam.getByLabel('Days back').last().fill('30')
  await adam.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(adam.getByText('Saved. It is in force everywhere.')).toBeVisible()
  await expect(row.getByText('L20 Orders')).toBeVisible()
  await expect(adam.getByText(/1 of 1 open screen shows it/)).toBeVisible()

  // Suspended where one looks for it: in the menu of the person, on the page of the account.
  await adam.getByRole('link', { name: 'Accounts', exact: true }).click()
  await adam.getByRole('link', { name: 'Maison Corvin', exact: true }).click()
  await ready(adam)
  await adam.getByRole('button', { name: 'More: Agnès Colbert' }).click()
  await adam.getByRole('menuitem', { name: 'Suspend access' }).click()
  await expect(adam.getByText('Suspended. It is in force everywhere.')).toBeVisible()
  await expect(agnes.getByRole('heading', { name: 'Your access is suspended' })).toBeVisible({ timeout: SOON })
  await adam.getByRole('button', { name: 'More: Agnès Colbert' }).click()
  await adam.getByRole('menuitem', { name: 'Open access again' }).click()
  await expect(adam.getByText('Open again.')).toBeVisible()
})

test('[A10] [E8] a tick in Permission Management, and a note that is shared, show on Ana’s screen at once', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  await ana.locator('a[href*="/tasks/"]').first().click()
  await expect(composerOn(ana)).toBeVisible()
  await ready(ana)

  await adam.goto('/s/settings/permissions')
  await ready(adam)
  const cell = adam.getByRole('checkbox', { name: 'Task: Comment, Client' })
  await expect(cell).toBeChecked()
  await cell.click()
  await expect(adam.getByText(/In effect for \d+ people, \d+ online/)).toBeVisible()
  await expect(adam.getByText('Closed now')).toBeVisible()
  await expect(composerOn(ana)).toBeHidden({ timeout: SOON })
  await expect(adam.getByText(/\d of \d open screens? shows? it/)).toBeVisible()
  await cell.click()
  await expect(adam.getByText('Open now')).toBeVisible()
  await expect(composerOn(ana)).toBeVisible({ timeout: SOON })

  // Notes: shared, seen; taken back, gone from the page and its data.
  await ana.getByRole('link', { name: 'Notes', exact: true }).click()
  await expect(ana.getByText('no drilling between 13:00 and 15:00')).toBeVisible()
  await ready(ana)
  await adam.goto('/s/accounts')
  await adam.getByRole('link', { name: 'Rila Hotels' }).click()
  await ready(adam)
  const note = adam.getByRole('listitem').filter({ hasText: 'Pays on the last Friday' })
  await note.getByLabel('Attach a file').setInputFiles({
    name: 'canary-lease.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('The lease'),
  })
  const uploaded = note.getByRole('link', { name: 'canary-lease.txt' })
  await expect(uploaded).toBeVisible()
  const id = /files\/[0-9a-f-]{36}/.exec((await uploaded.getAttribute('href')) ?? '')?.[0]
  const file = `${/^\/g\/[^/]+/.exec(new URL(ana.url()).pathname)?.[0]}/${id}`
  expect((await ana.request.get(file)).status()).toBe(404)
  expect(await ana.content()).not.toContain('canary-lease')
  const share = note.getByRole('switch', { name: /Share with client/ })
  const question = adam.getByRole('dialog', { name: /^Show this note to the \d+ people of .*Rila Hotels/ })
  await share.click()
  await expect(question).toContainText(/Ана Петрова.* will see it at once/)
  await question.getByRole('button', { name: 'Keep it internal' }).click()
  await expect(share).not.toBeChecked()
  await ana.waitForTimeout(SOON)
  await expect(ana.getByText('Pays on the last Friday')).toHaveCount(0)
  // While the question stands and is answered Boris comes to it: it is asked again, with him named.
  const nora = await signedIn(browser, 'nora@northlight.example')
  const flag = await accessFlag(nora, 'Rila Hotels', 'Борис Димитров')
  await flag.click()
  await expect(flag).not.toBeChecked()
  await share.click()
  await expect(question).toContainText('Ана Петрова')
  await expect(question).not.toContainText('Борис Димитров')
  let first = true
  await adam.route('**', async (route) => {
    if (first && route.request().postData()?.includes('share_note')) {
      first = false
      await flag.click()
      await expect(flag).toBeChecked()
      await nora.waitForTimeout(500)
    }
    await route.continue()
  })
  await question.getByRole('button', { name: 'Share it' }).click()
  await expect(question).toContainText('Борис Димитров can see it now too. Nothing was shared.')
  await expect(question).toContainText(/Борис Димитров.* will see it at once/)
  await expect(share).not.toBeChecked()
  await expect(ana.getByText('Pays on the last Friday')).toHaveCount(0)
  await question.getByRole('button', { name: 'Share it' }).click()
  await expect(ana.getByText('Pays on the last Friday')).toBeVisible({ timeout: 5000 })
  await ready(ana)
  await expect(ana.getByRole('link', { name: 'canary-lease.txt' })).toBeVisible()
  expect(await (await ana.request.get(file)).text()).toBe('The lease')
  await share.click()
  await expect(ana.getByText('Pays on the last Friday')).toBeHidden({ timeout: SOON })
  await ready(ana)
  expect(await ana.content()).not.toContain('Pays on the last Friday')
  expect(await ana.content()).not.toContain('canary-lease')
  expect((await ana.request.get(file)).status()).toBe(404)
})

test('[A2] [B7] Mila’s open task names Ana among its readers as long as Ana has access', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  const task = await ana.locator('a[href*="/tasks/"]').first().getAttribute('href')
  const mila = await signedIn(browser, 'mila@northlight.example', { at: String(task).replace(/^\/g\/[^/]+/, '/s') })
  await ready(mila)
  const line = mila.getByText(/^Will be read by/)
  await expect(line).toContainText('Ана Петрова')
  await composerOn(mila).fill('The tiles are here')
  const flag = await accessFlag(adam, 'Rila Hotels', 'Ана Петрова')
  await flag.click()
  await expect(line).not.toContainText('Ана Петрова', { timeout: SOON })
  await flag.click()
  await expect(line).toContainText('Ана Петрова', { timeout: SOON })
  await expect(composerOn(mila)).toHaveValue('The tiles are here')
})

/** Opens the link of the newest mail to this address in a browser of its own, and goes through the door. */
async function activated(browser: Browser, admin: Page, address: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto(await linkOf(admin, address, 'Your access to the portal of Northlight Building Services'))
  await page.getByLabel('Login name').fill('agnes')
  await page.getByLabel('New password').fill('five green horses sleep')
  await page.getByRole('button', { name: 'Open my access' }).click()
  await expect(page).toHaveURL(/\/g\/[0-9a-f-]{36}/)
  return page
}

test('[F8] on a phone Cancel and Remove access stand side by side, and Suspend instead has a line of its own', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example', {
    at: '/s/accounts',
    viewport: { width: 390, height: 844 },
  })
  await adam.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await expect(adam.getByRole('heading', { name: 'Contacts', exact: true })).toBeVisible()
  await ready(adam)
  const row = adam.getByRole('listitem').filter({ hasText: 'boris@rila.example' })
  await row.getByRole('link', { name: 'Change' }).click()
  await adam.getByRole('dialog').getByRole('link', { name: 'Remove access' }).click()
  const asked = adam.getByRole('dialog', { name: /^Remove the access of/ })
  await expect(asked).toBeVisible()
  const top = async (name: string) => (await asked.getByRole('button', { name, exact: true }).boundingBox())?.y ?? NaN
  expect(await top('Remove access')).toBe(await top('Cancel'))
  expect(await top('Suspend instead')).toBeLessThan(await top('Cancel'))
})
