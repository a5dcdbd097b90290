import { expect, type Page } from '@playwright/test'
import { composerOn, feedOn, ready, say, seek, signedIn } from './people.ts'
import { test } from './portal.ts'

const MANY = 30

/** Goes there from wherever one is, without leaving the page's script. */
async function goTo(page: Page, group: 'Tasks' | 'Accounts', title: string): Promise<void> {
  await seek(page, title)
  const found = page.getByRole('group', { name: group }).getByRole('option', { name: new RegExp(`^${title}`) })
  await found.click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** A new task of the staff's own that is in progress; its page is open. */
async function newTask(page: Page, title: string): Promise<string> {
  await page.goto('/s/tasks/new')
  await page.getByRole('combobox', { name: 'Project' }).selectOption({ label: 'Heating plant renewal, Bansko' })
  await page.getByLabel('Title').fill(title)
  await page.getByRole('button', { name: 'Make the task' }).click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
  await ready(page)
  await page.getByRole('button', { name: 'Start work' }).click()
  await expect(page.getByRole('button', { name: 'Hand over for review' })).toBeVisible()
  return new URL(page.url()).pathname
}

test('[B6] [B5] from one task to another by Ctrl-K: it opens where it would from anywhere, and nothing of the first is on it', async ({
  browser,
  baseURL,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const adam = await signedIn(browser, 'adam@northlight.example')
  const [first, second] = ['Flush the radiators', 'Label the valves']
  const paths = [await newTask(mila, first), await newTask(mila, second)]
  const words = (of: string, nth: number) => `${of}: word ${String(nth)}`
  const tell = async (page: Page, path: string, form: Record<string, string>) => {
    const to = path.replace('/tasks/', '/feed/task/')
    const answer = await page.request.post(to, { headers: { origin: String(baseURL) }, form })
    expect(answer.ok()).toBe(true)
  }
  const write = (page: Page, path: string, body: string) =>
    tell(page, path, { intent: 'post', sentId: crypto.randomUUID(), body, audience: '' })
  for (const [at, path] of paths.entries())
    for (let nth = 1; nth <= MANY; nth++) await write(mila, path, words(String(at), nth))
  for (const path of paths)
    await tell(mila, path, { intent: 'mark-read', all: String(Number.MAX_SAFE_INTEGER), team: '0' })

  // She is in the middle of the first, and has just handed it over.
  await goTo(mila, 'Tasks', first)
  await ready(mila)
  await mila.getByRole('button', { name: 'Hand over for review' }).click()
  await mila.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(mila.getByRole('button', { name: 'Accept as done' })).toBeVisible()
  await mila.getByRole('button', { name: 'Send back' }).click()
  await expect(mila.getByText('Sent back. Write below what is still missing.')).toBeVisible()
  await mila.getByRole('textbox', { name: 'Something to do' }).fill('Of the first')
  await say(mila, 'The last of the first')
  await composerOn(mila).fill('Half a word of the first')

  // In the second is something new: it opens there, with no more than its own.
  await write(adam, paths[1] ?? '', 'Which valves?')
  await goTo(mila, 'Tasks', second)
  await expect(feedOn(mila).getByText('Which valves?')).toBeInViewport()
  await expect(feedOn(mila).getByText('The last of the first')).toHaveCount(0)
  await expect(feedOn(mila).getByText(words('0', MANY))).toHaveCount(0)
  await expect(composerOn(mila)).toHaveValue('')
  await expect(mila.getByRole('textbox', { name: 'Something to do' })).toHaveValue('')
  await expect(mila.getByText(/^Sent back/)).toHaveCount(0)
  await expect(mila.getByRole('button', { name: 'Hand over for review' })).toBeVisible()

  // In the first there is nothing new: it opens at its top, with what she was writing.
  await goTo(mila, 'Tasks', first)
  await expect(mila.getByRole('heading', { level: 1, name: first })).toBeInViewport()
  await expect(composerOn(mila)).toHaveValue('Half a word of the first')
  await expect(feedOn(mila).getByText('The last of the first')).not.toBeInViewport()
  await expect(feedOn(mila).getByText('Which valves?')).toHaveCount(0)
})

test('[E8] what is being written on one account is not saved on another', async ({ browser }) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/accounts' })
  await mila.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await ready(mila)
  await mila.getByLabel('New note').fill('Of Rila alone')
  await goTo(mila, 'Accounts', 'Maison Corvin')
  await expect(mila.getByLabel('New note')).toHaveValue('')
})
