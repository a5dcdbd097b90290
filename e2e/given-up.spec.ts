import { expect } from '@playwright/test'
import { Cutter } from './cutter.ts'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a page needs to read the first line of its data once it has come. Ms. */
const READ = 500

test('[C4] a page that is given up for the next one while the end of its data is on its way leaves no error behind', async ({
  browser,
}) => {
  const cable = await Cutter.open()
  const ana = await signedIn(browser, 'ana@rila.example', { proxy: { server: cable.address } })
  const faults: string[] = []
  ana.on('pageerror', ({ message }) => faults.push(message))
  ana.on('console', (line) => {
    if (line.type() === 'error') faults.push(line.text())
  })
  await ready(ana)
  const place = (name: string) => ana.getByRole('navigation', { name: 'Places' }).getByRole('link', { name })

  // Contracts: its data is there but for the end, its script is not.
  const { promise: late, resolve: comes } = Promise.withResolvers<undefined>()
  const script = ana.waitForRequest(/\/assets\/contracts-/)
  await ana.route(/\/assets\/contracts-/, async (route) => {
    await late
    await route.continue()
  })
  const letEnds = cable.keepEnds()
  const data = ana.waitForResponse(/\/contracts\.data/)
  // A hand on it would have both fetched ahead.
  await place('Contracts').dispatchEvent('click')
  await Promise.all([data, script])
  await ana.waitForTimeout(READ)

  await place('Projects').dispatchEvent('click')
  await ana.waitForTimeout(READ)
  letEnds()
  comes(undefined)
  await expect(ana.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
  expect(faults).toEqual([])
  await cable.close()
})
