import { expect } from '@playwright/test'
import { firstTask, matrixCell, ready, signedIn } from './people.ts'
import { attach } from './pictures.ts'
import { test } from './portal.ts'
import { forgotten, lookAt, newCanary } from './traces.ts'

test('[F2] [F9] [A2] [A10] [A17] [S5] a file that is being looked at leaves every tab when its task goes back to draft, with the right, with the access, and with a freeze', async ({
  browser,
}) => {
  const canary = newCanary()
  const name = `${canary}.png`
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const mila = await signedIn(browser, 'mila@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const task = await firstTask(ana)
  const base = new URL(ana.url()).pathname
  await mila.goto(`/s${task}`)
  await ready(mila)
  await attach(mila, name, canary)

  // One looks at it, one has looked at it, and one stands on its versions.
  const tabs = [ana, await ana.context().newPage(), await ana.context().newPage()] as const
  const [here, gone, versions] = tabs
  const show = (tab: typeof here) => lookAt(tab, tab.getByRole('link', { name: `Show ${name}` }), name, canary)
  const look = async () => {
    await gone.goto(base + task)
    await Promise.all([ready(here), ready(gone)])
    const [files] = await Promise.all([show(here), show(gone)])
    await versions.goto(`${base}/projects`)
    await Promise.all([gone.goto(`${base}/projects`), versions.goto(`${files[0]?.split('?')[0] ?? ''}/versions`)])
    await expect(versions.getByText(name).first()).toBeVisible()
    await Promise.all([ready(gone), ready(versions)])
    return files
  }
  await here.goto(base + task)
  const files = await look()
  // What is opened again comes back by itself to who was told that it is not there.
  const again = async () => {
    await expect(here.getByRole('link', { name: `Show ${name}` })).toBeVisible()
    await expect(versions.getByText(name).first()).toBeVisible()
    await look()
  }

  const moveTo = async (status: string) => {
    await mila.getByRole('button', { name: /^Change the status/ }).click()
    await mila.getByRole('button', { name: status, exact: true }).click()
    await expect(mila.getByRole('button', { name: `Change the status: ${status}` })).toBeVisible()
  }
  await moveTo('Draft')
  await forgotten(tabs, canary, files)
  await moveTo('New')
  await again()

  const cell = await matrixCell(adam, 'Task: Open it, Client')
  await cell.click()
  await expect(adam.getByText(/In effect for \d+ people/)).toBeVisible()
  await forgotten(tabs, canary, files)
  await cell.click()
  await expect(cell).toBeChecked()
  await again()

  await adam.goto('/s/access?q=ana@rila.example')
  await ready(adam)
  await adam.getByRole('link', { name: /^Remove the access of Ана/ }).click()
  await adam.getByRole('button', { name: 'Remove access', exact: true }).click()
  await expect(adam.getByText('Removed. It is in force everywhere.')).toBeVisible()
  await forgotten(tabs, canary, files)

  // Whoever is frozen is signed out of all of it.
  const ofMila = await show(mila)
  await adam.goto('/s/settings/staff')
  await adam.getByRole('link', { name: /^Mila/ }).click()
  await ready(adam)
  await adam.getByLabel('Access', { exact: true }).selectOption({ label: 'Off' })
  await adam.locator('button[name=do][value=freeze]').click()
  await forgotten([mila], canary, ofMila)
})
