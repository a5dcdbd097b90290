import { expect, type Locator, type Page } from '@playwright/test'

/** What a screen may take to lose what is no longer its reader’s. Ms. */
const SOON = 10_000

/** A text that is nowhere else. */
export const newCanary = () => `Canary${Date.now().toString(36)}`

/**
 * In none of these tabs is the text: as they stand, and after Back, Forward and another load of each [F2]. `files`: where files with the
 * text were had; nothing of them was kept, and they are had no more.
 */
export async function forgotten(tabs: readonly Page[], words: string, files: readonly string[] = []): Promise<void> {
  await Promise.all(tabs.map((tab) => isNowhere(tab, words, files)))
  for (const move of ['goBack', 'goForward', 'reload'] as const)
    await Promise.all(
      tabs.map(async (tab) => {
        await tab[move]({ waitUntil: 'load' })
        await isNowhere(tab, words, files)
      }),
    )
  for (const tab of tabs) for (const file of files) expect(await gotFrom(tab, file)).not.toContain(words)
}

/** Looks at a picture over the page, in whose name or bytes the words stand; answers every address where it was had. */
export async function lookAt(page: Page, link: Locator, name: string, words: string): Promise<string[]> {
  await link.click()
  const dialog = page.getByRole('dialog', { name })
  const picture = dialog.getByRole('img')
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320)
  const had = [
    await picture.getAttribute('src'),
    await dialog.getByRole('link', { name: 'Save', exact: true }).getAttribute('href'),
  ].map((address) => new URL(address ?? '', page.url()).href)
  for (const address of had) {
    expect(await page.evaluate((url) => fetch(url).then((answer) => answer.text()), address)).toContain(words)
    expect(await gotFrom(page, address)).toContain(words)
  }
  return had
}

/** All that the portal says to who asks for a file: its head and its bytes. */
async function gotFrom(page: Page, address: string): Promise<string> {
  // A connection that was kept may be closed in the moment in which it is used again: that alone is tried again.
  const answer = await page.request.get(address, { maxRetries: 2 })
  return JSON.stringify(answer.headers()) + (await answer.text())
}

const isNowhere = (tab: Page, words: string, files: readonly string[]) =>
  expect.poll(() => whereIs(tab, words, files), { timeout: SOON, message: tab.url() }).toEqual([])

/** Where in a tab the words are: each of the places where a page can leave them. */
function whereIs(page: Page, words: string, files: readonly string[]): Promise<string[]> {
  return page
    .evaluate(lookEverywhere, [words, files] as const)
    .catch((error: unknown) => [`between two pages: ${String(error)}`])
}

/** In the browser; so it is whole in itself. */
async function lookEverywhere([words, files]: readonly [string, readonly string[]]): Promise<string[]> {
  const found: string[] = []
  const look = (where: string, text: string) => {
    if (text.includes(words)) found.push(where)
  }
  const context = (window as { __remixContext?: { state?: unknown } }).__remixContext
  const router = (
    window as {
      __remixRouter?: { state?: { loaderData?: unknown; actionData?: unknown; fetchers?: Map<string, unknown> } }
    }
  ).__remixRouter
  look('document', document.documentElement.outerHTML)
  look('title', document.title)
  look('fields', [...document.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value).join())
  look('context', JSON.stringify(context?.state ?? null))
  const { loaderData, actionData, fetchers } = router?.state ?? {}
  look('router', JSON.stringify([loaderData, actionData, [...(fetchers?.values() ?? [])]]))
  look('history', JSON.stringify(window.history.state))
  look('window name', window.name)
  look('local storage', JSON.stringify(window.localStorage))
  look('session storage', JSON.stringify(window.sessionStorage))
  const settled = <Result>(request: IDBRequest<Result>) =>
    new Promise<Result>((done, failed) => {
      request.onsuccess = () => done(request.result)
      request.onerror = () => failed(request.error ?? new Error('a database'))
    })
  for (const { name } of await window.indexedDB.databases()) {
    const database = await settled(window.indexedDB.open(name ?? ''))
    look(`database ${database.name}`, [database.name, ...database.objectStoreNames].join())
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store)
      look(`store ${store}`, JSON.stringify([await settled(rows.getAllKeys()), await settled(rows.getAll())]))
    }
    database.close()
  }
  for (const name of await window.caches.keys()) {
    const cache = await window.caches.open(name)
    look('cache storage', name)
    for (const request of await cache.keys())
      look(`cached ${request.url}`, request.url + ((await (await cache.match(request))?.text()) ?? ''))
  }
  const addresses = performance.getEntriesByType('resource').map(({ name }) => name)
  // An object in memory has an address too (blob:https://…).
  const own = [...new Set([window.location.href, ...addresses, ...files])].filter((one) =>
    one.replace('blob:', '').startsWith(window.location.origin),
  )
  // What waits for an answer of somebody else is not kept.
  const signal = AbortSignal.timeout(500)
  await Promise.all(
    own.map((address) =>
      fetch(address, { cache: 'only-if-cached', mode: 'same-origin', signal })
        .then((answer) => (answer.ok ? answer.text() : ''))
        .then((kept) => look(`kept ${address}`, kept))
        .catch(() => undefined),
    ),
  )
  return found
}
