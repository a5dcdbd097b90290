import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import type { State } from './people.ts'

interface Shot {
  url: string
  width: number
  colorScheme: 'light' | 'dark'
  state: State
  file: string
  /** Asks axe too, which takes longest. */
  deeply: boolean
}

/** As tall as a picture gets; what is longer is cut. */
const TALLEST = 3000

/** Opens a page as for the first time, keeps its picture, and says what is wrong with it and how much script it took, in bytes as sent. */
export async function takePicture(browser: Browser, { url, width, colorScheme, state, file, deeply }: Shot) {
  const viewport = { width, height: width < 600 ? 844 : 900 }
  const context = await browser.newContext({ viewport, colorScheme, storageState: state, reducedMotion: 'reduce' })
  const page = await context.newPage()
  const faults: string[] = []
  const scripts: Promise<number>[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // A page that says 404 is one: the browser notes that too.
    const itself =
      message.location().url === url && message.text().includes('the server responded with a status of 404')
    if (message.type() === 'error' && !itself) faults.push(`console: ${message.text()}`)
  })
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.sizes().then((sizes) => sizes.responseBodySize))
  })
  await page.goto(url, { waitUntil: 'networkidle' })
  const { over, tall } = await measure(page)
  if (over > 0) faults.push(`scrolls sideways by ${String(over)} px`)
  if (deeply) faults.push(...(await violationsOf(page)))
  // The whole page in one window, so that what is fixed to its edges is where it belongs.
  await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(tall, viewport.height)) })
  await page.screenshot({ path: file, animations: 'disabled' })
  const sizes = await Promise.all(scripts)
  await context.close()
  return { faults, scriptBytes: sizes.reduce((sum, bytes) => sum + bytes, 0) }
}

async function violationsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `axe: ${id} at ${String(nodes[0]?.target)}`)
}

const measure = (page: Page) =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight } = document.documentElement
    return { over: scrollWidth - clientWidth, tall: scrollHeight }
  })
