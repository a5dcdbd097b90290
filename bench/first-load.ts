import { request } from 'node:http'
import { MOST_SCRIPT } from '../tools/first-load.ts'
import type { Figures } from './figures.ts'
import type { Person } from './stage.ts'

/**
 * (h) The script that the main pages need to come alive, kB as the portal sends it to a browser that reads gzip. Parts that come after that
 * (a feed's, dialogs', previews') are not in it.
 */
export async function firstLoad(figures: Figures, origin: string, people: Record<string, Person>): Promise<void> {
  const sizes = new Map<string, Promise<Script>>()
  let heaviest = { name: '', bytes: 0 }
  let pages = 0
  for (const [who, person] of Object.entries(people))
    for (const path of await mainPages(origin, person)) {
      const { text } = await get(origin, path, person.cookie)
      const bytes = await scriptOf(origin, text, sizes)
      pages++
      if (bytes > heaviest.bytes) heaviest = { name: `${path.replace(/[\da-f-]{36}/g, '…')} as ${who}`, bytes }
    }
  const what = `first-load script, gzip, the most of ${String(pages)} main pages (${heaviest.name})`
  figures.atMost('h', what, heaviest.bytes / 1000, MOST_SCRIPT / 1000, 'kB')
}

/** The lists, and of each the first thing on it. */
async function mainPages(origin: string, { prefix, cookie }: Person): Promise<string[]> {
  const found = [prefix]
  for (const list of ['projects', 'contracts', 'accounts', 'settings']) {
    const path = `${prefix}/${list}`
    const { status, text } = await get(origin, path, cookie)
    if (status !== 200) continue
    found.push(path)
    const one = new RegExp(`href="(${path}/[\\da-f-]{36})"`).exec(text)?.[1]
    if (one) found.push(one)
    if (list === 'projects' && one) {
      const task = new RegExp(`href="(${prefix}/tasks/[\\da-f-]{36})"`).exec((await get(origin, one, cookie)).text)?.[1]
      if (task) found.push(task)
    }
  }
  return found
}

interface Script {
  bytes: number
  imports: string[]
}

/** What the framework knows of the page's neighbours: named in it, and not loaded. */
const NEIGHBOURS = /window\.__remixManifest\s*=.*?;\s*window\./s

/** Every script of a page: what its tags, preloads and own lines name, and what these import at once. */
async function scriptOf(origin: string, page: string, sizes: Map<string, Promise<Script>>): Promise<number> {
  const files = new Set(page.replace(NEIGHBOURS, '').match(/\/assets\/[\w.-]+\.js/g))
  let bytes = 0
  for (const file of files) {
    const known = sizes.get(file) ?? script(origin, file)
    sizes.set(file, known)
    const { bytes: own, imports } = await known
    bytes += own
    for (const one of imports) files.add(one)
  }
  return bytes
}

async function script(origin: string, file: string): Promise<Script> {
  const [sent, plain] = [await get(origin, file, ''), await get(origin, file, '', 'identity')]
  const imports = [...plain.text.matchAll(/\b(?:from|import) ?"\.\/([\w.-]+\.js)"/g)].map(([, name = '']) => name)
  return { bytes: sent.bytes, imports: imports.map((name) => `/assets/${name}`) }
}

/** An answer as it was sent: `bytes` on the wire, `text` where nothing was compressed. */
function get(origin: string, path: string, cookie: string, encoding = cookie ? 'identity' : 'gzip') {
  return new Promise<{ status: number; bytes: number; text: string }>((resolve, reject) => {
    const asked = request(origin + path, { headers: { cookie, 'accept-encoding': encoding } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => {
        const all = Buffer.concat(chunks)
        resolve({ status: answer.statusCode ?? 0, bytes: all.length, text: all.toString() })
      })
    })
    asked.on('error', reject)
    asked.end()
  })
}
