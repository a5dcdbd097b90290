// `npm run shots`: every page of the routes table, as people see it, into shots/. Fails on what nobody should see.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build, isBuilt } from './page-build.ts'
import { findChromium, installRequirements } from './requirements.ts'
import { root } from './root.ts'
import { forgetPassword, makeTask, PEOPLE, signIn } from './shots/people.ts'
import { takePicture } from './shots/picture.ts'
import { startDemo } from './shots/portal.ts'
import { findVisits, pagesToShow } from './shots/visits.ts'

const missing = installRequirements()
if (missing) throw new Error(missing)
if (!isBuilt() && !build()) process.exit(1)

const folder = join(root, 'shots')
const data = mkdtempSync(join(tmpdir(), 'portico-shots-'))
rmSync(folder, { recursive: true, force: true })
const portal = await startDemo(data)
const browser = await chromium.launch({
  executablePath: findChromium() ?? undefined,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
})
const faults: string[] = []
const unseen = new Set((await pagesToShow()).map(({ id }) => id))
let pictures = 0
let heaviest = { page: '', bytes: 0 }
try {
  await forgetPassword(browser, portal.url)
  for (const person of PEOPLE) {
    const state = await signIn(browser, portal.url, person)
    if (person.side === 'externals') await makeTask(browser, portal.url, state)
    for (const visit of await findVisits(browser, portal.url, state, person)) {
      // A second member of the staff shows what the first one may not see.
      if (!unseen.delete(visit.id)) continue
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [1440, 390]) {
          const name = `${person.name}-${visit.id.replace(/\W+/g, '-')}-${String(width)}-${colorScheme}`
          const seen = await takePicture(browser, {
            url: portal.url + visit.path,
            width,
            colorScheme,
            state,
            file: join(folder, `${name}.png`),
            // Each theme and each width once: a theme decides on contrast, a width on what is there.
            deeply: (width === 1440) === (colorScheme === 'light'),
          })
          pictures++
          faults.push(...seen.faults.map((fault) => `${name} (${visit.path}): ${fault}`))
          if (seen.scriptBytes > heaviest.bytes) heaviest = { page: name, bytes: seen.scriptBytes }
        }
    }
  }
} finally {
  await browser.close()
  await portal.stop()
  rmSync(data, { recursive: true, force: true })
}
for (const id of unseen) faults.push(`No link leads anybody to the page ${id}`)
for (const fault of faults) console.error(`✗ ${fault}`)
console.log(
  `Most script on first load: ${(heaviest.bytes / 1000).toFixed(1)} kB as sent, the live line's included (${heaviest.page})`,
)
console.log(`${String(pictures)} pictures in shots/, ${String(faults.length)} faults`)
process.exit(faults.length > 0 ? 1 : 0)
