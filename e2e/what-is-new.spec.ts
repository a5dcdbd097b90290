import { expect, type Locator, type Page } from '@playwright/test'
import { feedOn, matrixCell, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000

const unreadIn = (row: Locator) => row.getByText('Unread', { exact: true })
const rowOn = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })
const tasksOf = (page: Page) => page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: /^Tasks/ })

/** Another window of the same person. */
async function windowOf(page: Page, path: string): Promise<Page> {
  const other = await page.context().newPage()
  await other.goto(path)
  await ready(other)
  return other
}

/** A task that Ana makes in the spa's project; answers its id. */
async function taskOfAna(ana: Page, title: string): Promise<string> {
  const base = new URL(ana.url()).pathname
  await ana.goto(`${base}/projects`)
  await ana.getByRole('link', { name: 'Rila spa and pool' }).first().click()
  await ana.getByRole('link', { name: 'New task' }).click()
  await ana.getByLabel('Title').fill(title)
  const mila = await ana.getByLabel('For', { exact: true }).locator('option', { hasText: 'Mila' }).getAttribute('value')
  await ana.getByLabel('For', { exact: true }).selectOption(mila)
  await ana.getByRole('button', { name: 'Make the task' }).click()
  await expect(ana).toHaveURL(/\?told=made$/)
  await ready(ana)
  return /tasks\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''
}

test('[B3] [F1] [F5] a client’s new task is seen by whom it is for at once: on Home by the client’s name, marked and counted, until it is opened', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(mila)
  const list = await windowOf(mila, '/s/tasks')
  const board = await windowOf(mila, '/s/tasks?view=board')
  const counted = async (page: Page) => parseInt((await tasksOf(page).locator('.sr-only').allTextContents())[0] ?? '0')
  const before = await counted(mila)
  const title = 'The sauna door sticks'
  const id = await taskOfAna(ana, title)

  for (const page of [mila, list, board]) {
    await expect(rowOn(page, title)).toContainText('From Ана Петрова, Rila Hotels', { timeout: SOON })
    await expect(unreadIn(rowOn(page, title))).toHaveCount(1)
    expect(await counted(page)).toBe(before + 1)
  }
  await expect(mila).toHaveTitle(/^\(\d+\) /)

  await mila.bringToFront()
  await mila.goto(`/s/tasks/${id}`)
  for (const page of [list, board]) {
    await expect(unreadIn(rowOn(page, title))).toHaveCount(0, { timeout: SOON })
    await expect.poll(() => counted(page)).toBe(before)
  }
})

test('[B6] [F1] [F5] what is said on a task is marked on Home, in lists and on boards as it is said, and is not any more when it was read', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const base = new URL(ana.url()).pathname
  const mila = await signedIn(browser, 'mila@northlight.example')
  const title = 'Which tiles for the steps?'
  const id = await taskOfAna(ana, title)
  const project = await ana.locator('a[href*="/projects/"]').last().getAttribute('href')
  const inProject = /\/projects\/[^/?#]+/.exec(project ?? '')?.[0] ?? ''
  await mila.goto(`/s/tasks/${id}`)
  await ready(mila)
  const pages = [
    await windowOf(ana, base),
    await windowOf(ana, `${base}/tasks`),
    await windowOf(ana, `${base}/tasks?view=board`),
    await windowOf(ana, `${base}${inProject}/tasks`),
  ]
  await ana.goto(`${base}/projects`)
  for (const page of pages) await expect(unreadIn(rowOn(page, title))).toHaveCount(0)

  await say(mila, 'Blue or green?')
  for (const page of pages) await expect(unreadIn(rowOn(page, title))).toHaveCount(1, { timeout: SOON })

  await ana.bringToFront()
  await ana.goto(`${base}/tasks/${id}`)
  await feedOn(ana).getByRole('listitem').last().scrollIntoViewIfNeeded()
  for (const page of pages) await expect(unreadIn(rowOn(page, title))).toHaveCount(0, { timeout: SOON })
})

test('[A10] [F1] [F5] Home is true as rights change: what is closed goes, what opens comes, marks and all', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const base = new URL(ana.url()).pathname
  const victor = await signedIn(browser, 'victor@northlight.example', { at: null })
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const title = 'Maintenance 2027'
  await victor.goto('/s/contracts')
  await victor.getByRole('link', { name: title, exact: true }).click()
  await ready(victor)
  await ready(ana)
  await say(victor, 'The pool is closed in March')
  await expect(unreadIn(rowOn(ana, title))).toHaveCount(1, { timeout: SOON })
  const cell = await matrixCell(adam, 'Contract: Read all that is in it, Client')
  await cell.click()
  await expect(unreadIn(rowOn(ana, title))).toHaveCount(0, { timeout: SOON })
  await cell.click()
  await expect(unreadIn(rowOn(ana, title))).toHaveCount(1, { timeout: SOON })
  expect(new URL(ana.url()).pathname).toBe(base)
})

test('[B9] [C1] [F1] a client answers an update in chat, the question quoted; staff are offered nothing', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  const base = new URL(ana.url()).pathname
  await mila.goto('/s/projects')
  await mila.getByRole('link', { name: 'Rila spa and pool' }).first().click()
  await ready(mila)
  const path = new URL(mila.url()).pathname.replace('/s/', `${base}/`)
  await ana.goto(path)
  await ready(ana)
  await mila
    .getByRole('textbox', { name: /update/i })
    .first()
    .fill('Which day may we empty the pool?')
  await mila.getByRole('button', { name: /^Post/ }).click()
  const update = ana
    .getByRole('list', { name: 'Updates' })
    .getByRole('listitem')
    .filter({ hasText: 'Which day may we empty' })
  await expect(update).toBeVisible({ timeout: SOON })
  await expect(mila.getByRole('button', { name: /^Answer in chat/ })).toHaveCount(0)
  await update.getByRole('button', { name: 'Answer in chat: Mila Hristova' }).click()
  await expect(ana).toHaveURL(/\/conversations\/[0-9a-f-]{36}\?write=/)
  await ready(ana)
  const field = ana.getByRole('textbox', { name: /Write a message/ })
  await expect(field).toHaveValue('> Which day may we empty the pool?\n\n')
  await field.fill('> Which day may we empty the pool?\n\nMonday.')
  await ana.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(ana.getByRole('log').getByText('Monday.')).toBeVisible()
  await expect(ana).toHaveURL(/\/conversations\/[0-9a-f-]{36}$/)
  await expect(field).toHaveValue('')
})

test('[B9] [F1] [F5] an update marks its project in lists and on Home at once, first there, until its overview was looked at', async ({
  browser,
}) => {
  const name = 'Rila spa and pool'
  const mila = await signedIn(browser, 'mila@northlight.example', { at: '/s/projects' })
  const ana = await signedIn(browser, 'ana@rila.example')
  const projectOn = (page: Page) => page.getByRole('list', { name: 'Projects' }).getByRole('listitem')
  const marked = (page: Page) => unreadIn(projectOn(page).filter({ hasText: name }))
  await ready(ana)
  const list = await windowOf(ana, `${new URL(ana.url()).pathname}/projects`)
  // What is there was looked at, so that what comes is news.
  const page = await windowOf(ana, (await projectOn(list).getByRole('link', { name }).getAttribute('href')) ?? '')
  await page.bringToFront()
  for (const one of [ana, list]) await expect(marked(one)).toHaveCount(0, { timeout: SOON })
  await page.close()

  await mila.getByRole('link', { name, exact: true }).click()
  await expect(mila.getByRole('heading', { level: 1, name })).toBeVisible()
  await ready(mila)
  await mila.getByLabel('Write an update').fill('The pool is full')
  await mila.getByRole('button', { name: 'Post', exact: true }).click()
  for (const one of [ana, list]) await expect(marked(one)).toHaveCount(1, { timeout: SOON })
  await expect(projectOn(ana).first()).toContainText(name)

  await ana.bringToFront()
  await projectOn(ana).getByRole('link', { name }).click()
  await expect(ana.getByText('The pool is full')).toBeVisible()
  await expect(marked(list)).toHaveCount(0, { timeout: SOON })
  // Looked at while it is posted, it is read as it comes.
  await mila.getByLabel('Write an update').fill('And warm')
  await mila.getByRole('button', { name: 'Post', exact: true }).click()
  await expect(ana.getByText('And warm')).toBeVisible()
  await expect.poll(async () => (await list.reload(), marked(list).count())).toBe(0)
})
