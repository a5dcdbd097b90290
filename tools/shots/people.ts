import type { Browser, BrowserContext } from '@playwright/test'
import { DEMO_PASSWORD } from '#db/demo/people.ts'

/** Whose eyes the pages are seen with. */
export interface Person {
  name: string
  /** null: somebody who has not signed in. */
  email: string | null
  side: 'externals' | 'staff' | 'open'
}

export const PEOPLE: readonly Person[] = [
  { name: 'nobody', email: null, side: 'open' },
  { name: 'ana', email: 'ana@rila.example', side: 'externals' },
  { name: 'mila', email: 'mila@northlight.example', side: 'staff' },
  { name: 'adam', email: 'adam@northlight.example', side: 'staff' },
]

export type State = Awaited<ReturnType<BrowserContext['storageState']>>

/** Somebody forgot their password: then the outbox holds a mail to look at. */
export async function forgetPassword(browser: Browser, url: string): Promise<void> {
  const page = await browser.newPage()
  await page.goto(`${url}/reset`)
  await page.locator('input[name=email]').fill('grace@harbour.example')
  await page.locator('form button[type=submit]').first().click()
  await page.waitForLoadState('networkidle')
  await page.close()
}

/** An external makes a task: what is theirs and new has pages of its own. */
export async function makeTask(browser: Browser, url: string, state: State): Promise<void> {
  const context = await browser.newContext({ storageState: state })
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('main a[href*="/projects/"]').first().click()
  await page.locator('a[href$="/new-task"]').first().click()
  await page.locator('input[name=title]').fill('Keys for the plant room')
  await page.locator('input[name=title]').press('Enter')
  await page.waitForURL(/\/tasks\//)
  await context.close()
}

/** Signs in on the sign-in page, as people do. */
export async function signIn(browser: Browser, url: string, { email }: Person): Promise<State> {
  const context = await browser.newContext()
  if (email !== null) {
    const page = await context.newPage()
    await page.goto(`${url}/sign-in`)
    await page.locator('input[name=name]').fill(email)
    await page.locator('input[type=password]').fill(DEMO_PASSWORD)
    await page.locator('form button[type=submit]').first().click()
    await page.waitForURL((address) => !address.pathname.startsWith('/sign-in'))
  }
  const state = await context.storageState()
  await context.close()
  return state
}
