import { expect, type Locator, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

const GONE = 'This was removed by somebody else meanwhile.'

/** The page of Rila's account, and the row of a note on it. */
async function notesOfRila(page: Page): Promise<(text: string) => Locator> {
  await page.goto('/s/accounts')
  await page.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Notes' })).toBeVisible()
  await ready(page)
  return (text) => page.getByRole('list', { name: 'Notes' }).getByRole('listitem').filter({ hasText: text })
}

/** Chooses from the menu of a note. */
async function choose(note: Locator, label: string): Promise<void> {
  await note.getByRole('button', { name: 'What you can do with this note' }).click()
  await note.page().getByRole('menuitem', { name: label }).click()
}

test('[E8] [X10] a note that somebody removes while another edits or shares it: the dialog says so, what was typed stays, and so does the page', async ({
  browser,
}) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  const nora = await signedIn(browser, 'nora@northlight.example')
  const [his, hers] = [await notesOfRila(adam), await notesOfRila(nora)]
  const dialog = adam.getByRole('dialog')
  const text = dialog.getByLabel('Text')
  const write = async (words: string) => {
    await nora.getByLabel('New note').fill(words)
    await nora.getByRole('button', { name: 'Add Note/Attachment' }).click()
    await expect(his(words)).toBeVisible()
  }
  const remove = async (words: string) => {
    await choose(hers(words), 'Remove the note')
    await nora.getByRole('dialog').getByRole('button', { name: 'Remove the note' }).click()
    // Whoever removes it is told nothing of somebody else.
    await expect(nora.getByRole('dialog')).toHaveCount(0)
    await expect(hers(words)).toHaveCount(0)
  }
  const isTold = async () => {
    await expect(dialog.getByText(GONE)).toBeVisible()
    await expect(dialog.getByText('This is not here any more')).toBeHidden()
  }
  const closes = async (words: string) => {
    await dialog.getByRole('button', { name: 'Close' }).click()
    await expect(dialog).toHaveCount(0)
    await expect(his(words)).toHaveCount(0)
    await expect(adam.getByRole('heading', { level: 1, name: 'Rila Hotels' })).toBeVisible()
  }

  await write('The boiler is old')
  await choose(his('The boiler is old'), 'Edit the note')
  await text.fill('The boiler is from 1998, and leaks')
  await remove('The boiler is old')
  await isTold()
  await expect(text).toHaveValue('The boiler is from 1998, and leaks')
  await expect(text).toBeEditable()
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeHidden()
  await closes('The boiler is old')

  // It is removed while his Save is on its way.
  await write('The roof is new')
  await choose(his('The roof is new'), 'Edit the note')
  await text.fill('The roof is new since May')
  await adam.route('**', async (route) => {
    if (route.request().postData()?.includes('edit_note')) await remove('The roof is new')
    await route.continue()
  })
  await dialog.getByRole('button', { name: 'Save' }).click()
  await isTold()
  await expect(text).toHaveValue('The roof is new since May')
  await closes('The roof is new')

  await write('The lift is slow')
  await his('The lift is slow')
    .getByRole('switch', { name: /Share with client/ })
    .click()
  await expect(dialog.getByRole('button', { name: 'Share it' })).toBeVisible()
  await remove('The lift is slow')
  await isTold()
  await expect(dialog.getByRole('button', { name: 'Share it' })).toBeHidden()
  await closes('The lift is slow')
})

test('[C1] [X10] a conversation with what is not there any more says so where one comes to', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await notesOfRila(adam)
  await adam
    .locator('form[action$="/conversations"] input[name=accountId]')
    .first()
    .evaluate((field: HTMLInputElement) => {
      // At once: the page puts back what it is told to hold as soon as it hears any news.
      field.value = crypto.randomUUID()
      field.form?.querySelector('button')?.click()
    })
  await expect(adam.getByText('This is not here any more')).toBeVisible()
})
