import type { Browser, Page } from '@playwright/test'

/** What took longer is told, whatever was asked for; script that held the page for longer too. Ms. */
const SLOW = { answer: 2000, script: 200 }
/** What pages asked for by themselves is told of the last while. Ms. */
const LATELY = 30_000

/**
 * What stands in every window of a test that failed, and what happened there lately, as it is before anybody looks at it: a picture makes a page draw
 * itself. `fileOf` says where a window's picture goes.
 */
export async function shownBy(browser: Browser, fileOf: (nth: number) => string): Promise<string> {
  const pages = browser.contexts().flatMap((context) => context.pages())
  return (await Promise.all(pages.map((page, nth) => shown(page, fileOf(nth))))).join('\n\n')
}

async function shown(page: Page, file: string): Promise<string> {
  const before = await wordsOf(page)
  const happened = await page
    .evaluate(whatHappened, { slow: SLOW, lately: LATELY })
    .catch((error: unknown) => [String(error)])
  await page.screenshot({ path: file, timeout: 5000 }).catch((error: unknown) => happened.push(String(error)))
  const after = await wordsOf(page)
  return [page.url(), before, ...happened, ...(after === before ? [] : [`After its picture: ${after}`])].join('\n')
}

async function wordsOf(page: Page): Promise<string> {
  const words = await page.locator('body').innerText({ timeout: 2000 }).catch(String)
  return words.replaceAll(/\s+/g, ' ').slice(0, 4000)
}

/** In the page: when it was loaded, what it asked for lately, was refused or waited long for, and what held it. Times are seconds ago. */
async function whatHappened({ slow, lately }: { slow: typeof SLOW; lately: number }): Promise<string[]> {
  const now = performance.now()
  const held = new Promise<PerformanceEntry[]>((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries())).observe({ type: 'longtask', buffered: true })
    setTimeout(() => resolve([]), 100)
  })
  const asked = performance
    .getEntriesByType('resource')
    .map((entry) => entry as PerformanceResourceTiming)
    .filter(
      ({ initiatorType, startTime, responseStatus, duration }) =>
        responseStatus === 0 ||
        responseStatus >= 400 ||
        duration > slow.answer ||
        (initiatorType === 'fetch' && now - startTime < lately),
    )
  const entries = [
    ...performance.getEntriesByType('navigation'),
    ...asked,
    ...(await held).filter(({ duration }) => duration > slow.script),
  ]
  const one = (entry: PerformanceEntry) => {
    const { responseStatus } = entry as Partial<PerformanceResourceTiming>
    const ago = ((now - entry.startTime) / 1000).toFixed(1)
    return `${ago} s ago, for ${String(Math.round(entry.duration))} ms: ${entry.entryType} ${String(responseStatus ?? '')} ${entry.name}`
  }
  // A page that never came to life has none.
  const { state } =
    (window as { __remixRouter?: { state: { navigation: { state: string }; revalidation: string } } }).__remixRouter ??
    {}
  return [
    `its way: ${state?.navigation.state ?? 'none'}, its news: ${state?.revalidation ?? 'none'}`,
    ...(document.body.hidden ? ['hidden until it is loaded again'] : []),
    ...entries.sort((a, b) => a.startTime - b.startTime).map(one),
  ]
}
