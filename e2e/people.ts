import { expect, type Browser, type BrowserContextOptions, type Locator, type Page } from '@playwright/test'

const PASSWORD = 'northlight-demo-only'
const HOME = /\/(g\/[^/]+|s)(\/|$)/

interface Arrival extends BrowserContextOptions {
  /** What is opened first, with nothing behind it; home, if nothing is said. null: nothing, where the test goes somewhere at once. */
  at?: string | null
}

/** Somebody of the demo in a browser of their own, signed in by what the sign-in page sends. */
export async function signedIn(browser: Browser, email: string, { at = '/', ...options }: Arrival = {}): Promise<Page> {
  const context = await browser.newContext(options)
  const { origin } = new URL((await context.request.get('/healthz')).url())
  const form = { name: email, password: PASSWORD }
  const answer = await context.request.post('/sign-in', { form, headers: { origin }, maxRedirects: 0 })
  expect(answer.status()).toBe(302)
  const page = await context.newPage()
  if (at === null) return page
  await page.goto(at)
  await expect(page).toHaveURL(HOME)
  return page
}

/** The same through the page itself. */
export async function throughTheDoor(browser: Browser, email: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Login name or e-mail').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page).toHaveURL(HOME)
  return page
}

/** The first task that a list shows, as every address of it ends: `/tasks/…`. */
export async function firstTask(page: Page): Promise<string> {
  const href = await page.locator('main a[href*="/tasks/"]').first().getAttribute('href')
  return /\/tasks\/[^/?#]+/.exec(href ?? '')?.[0] ?? ''
}

/** The feed as this person sees it. */
export const feedOn = (page: Page) => page.getByRole('log', { name: 'Comments and changes' })
export const composerOn = (page: Page) => page.getByRole('textbox', { name: 'Write a comment' })

/** Writes and sends; the words are on the writer's own screen when this returns. */
export async function say(page: Page, words: string): Promise<void> {
  await composerOn(page).fill(words)
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(feedOn(page).getByText(words).last()).toBeVisible()
}

/** What searches everything from anywhere, once its key was pressed. */
export const paletteOn = (page: Page) => page.getByRole('combobox', { name: 'Search everything you may see' })

/** Looks for it from wherever one is; answers the field. */
export async function seek(page: Page, typed: string): Promise<Locator> {
  await page.keyboard.press('Control+k')
  await paletteOn(page).fill(typed)
  return paletteOn(page)
}

/** What a page's router is at. */
interface Routing {
  navigation: { state: string }
  revalidation: string
  fetchers: Map<string, { state: string }>
}

/** What a page needs at most between what came and what it asks for then, such as its live line. Ms. */
const NEXT = 150

/** Waits until every part of the page is alive – what is typed before would be lost to hydration – and it has settled. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    // Once it is alive, a page has emptied the data that it was sent with; parts whose script comes later follow.
    const { state } = (window as { __remixContext?: { state?: { loaderData?: object | null } } }).__remixContext ?? {}
    const isAlive = (one: Element) => Object.keys(one).some((key) => key.startsWith('__reactProps'))
    return (
      state?.loaderData &&
      Object.keys(state.loaderData).length === 0 &&
      [...document.querySelectorAll('button, input, select, textarea')].every(isAlive)
    )
  })
  await settled(page)
}

/** Waits until a living page has all that it asked for, and asks for no more. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction((next) => {
    // Between two documents there is none.
    const { state } = (window as { __remixRouter?: { state: Routing } }).__remixRouter ?? {}
    if (!state) return false
    const busy = [state.navigation.state, state.revalidation, ...[...state.fetchers.values()].map((one) => one.state)]
    const came = performance.getEntriesByType('resource').map((one) => (one as PerformanceResourceTiming).responseEnd)
    return busy.every((one) => one === 'idle') && performance.now() - Math.max(0, ...came) > next
  }, NEXT)
}

/** The flag "Access to the portal" on a contact's card, which the admin opens for it. */
export async function accessFlag(admin: Page, account: string, name: string): Promise<Locator> {
  await admin.goto('/s/accounts')
  await admin.getByRole('link', { name: account, exact: true }).click()
  await expect(admin.getByRole('heading', { level: 1, name: account })).toBeVisible()
  await admin.getByRole('link', { name, exact: true }).click()
  await expect(admin.getByRole('heading', { level: 1, name })).toBeVisible()
  await ready(admin)
  return admin.getByRole('switch', { name: 'Access to the portal' })
}

/** A ticked cell of Permission Management, which the admin opens for it. */
export async function matrixCell(admin: Page, name: string): Promise<Locator> {
  await admin.goto('/s/settings/permissions')
  await ready(admin)
  const cell = admin.getByRole('checkbox', { name })
  await expect(cell).toBeChecked()
  return cell
}

/** Where the mail to this address about something leads, once it is in the Outbox. */
export async function linkOf(outbox: Page, address: string, subject: string): Promise<string> {
  await expect(async () => {
    await outbox.goto(`/s/settings/outbox?q=${encodeURIComponent(address)}`)
    await outbox.getByRole('link', { name: subject }).click({ timeout: 1000 })
    await expect(outbox.getByRole('heading', { level: 1, name: subject })).toBeVisible()
    await expect(outbox.locator('main a[rel=noreferrer]')).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 10_000 })
  return (await outbox.locator('main a[rel=noreferrer]').getAttribute('href')) ?? ''
}

/** The page looks for news, as it does by itself whenever its line has some. */
export async function hearNews(page: Page): Promise<void> {
  const heard = page.waitForResponse((answer) => answer.request().method() === 'GET' && answer.url().includes('.data'))
  await page.evaluate(() => (window as unknown as { __remixRouter: { revalidate(): void } }).__remixRouter.revalidate())
  await heard
  await settled(page)
}

/** The people of a task that somebody of the team has just made in one of the demo’s projects. */
export async function peopleOfNewTask(page: Page): Promise<void> {
  await page.goto('/s/projects')
  await page.getByRole('link', { name: 'Rila spa and pool' }).first().click()
  await page.getByRole('link', { name: 'New task' }).click()
  await page.getByLabel('Title').fill('Order grout')
  await page.getByRole('button', { name: 'Make the task' }).click()
  await expect(page).toHaveURL(/\?told=made$/)
  await page.goto(`${new URL(page.url()).pathname}/people`)
  await ready(page)
}
