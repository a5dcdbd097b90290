import { chromium, type Browser, type Page } from '@playwright/test'
import { findChromium } from '../tools/requirements.ts'
import { median } from './load.ts'
import type { Person } from './stage.ts'

const TIMES = 30
/** How the bench's browsers are started. */
export const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/**
 * From the click on Send in one browser to the comment's text on the other person's screen, median of 30, ms. Both clocks are the
 * machine's.
 */
export async function commentOnScreen(origin: string, writer: Person, reader: Person, task: string): Promise<number> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ARGS })
  try {
    const from = await open(browser, origin, writer, task)
    const to = await open(browser, origin, reader, task)
    const times: number[] = []
    for (let nth = 0; nth < TIMES; nth++)
      times.push(await once(from, to, `On the screen ${String(nth)}-${String(Date.now())}`))
    return median(times)
  } finally {
    await browser.close()
  }
}

async function open(browser: Browser, origin: string, person: Person, task: string): Promise<Page> {
  const context = await browser.newContext()
  await context.addCookies(
    person.cookie.split('; ').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return { name, value, url: origin }
    }),
  )
  const page = await context.newPage()
  await page.goto(`${origin}${person.prefix}/tasks/${task}`)
  await page.getByRole('textbox', { name: /comment/i }).waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

async function once(from: Page, to: Page, text: string): Promise<number> {
  const seen = to.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (!document.body.innerText.includes(wanted)) return
          watcher.disconnect()
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        }
        const watcher = new MutationObserver(look)
        watcher.observe(document.body, { childList: true, subtree: true, characterData: true })
      }),
    text,
  )
  await from.getByRole('textbox', { name: /comment/i }).fill(text)
  const clicked = from.evaluate(
    () =>
      new Promise<number>((resolve) =>
        document.addEventListener('click', () => resolve(performance.timeOrigin + performance.now()), {
          once: true,
          capture: true,
        }),
      ),
  )
  await from.getByRole('button', { name: /^send/i }).click()
  const [t1, t0] = await Promise.all([seen, clicked])
  return t1 - t0
}
