import { expect, type Page } from '@playwright/test'
import { composerOn, matrixCell, ready, say, signedIn } from './people.ts'
import { attach } from './pictures.ts'
import { test } from './portal.ts'
import { forgotten, lookAt, newCanary } from './traces.ts'

test('[F2] [F9] [D2] [A10] [S5] a contract leaves every tab when it goes back to draft, and its text with the right to read it', async ({
  browser,
}) => {
  const canary = newCanary()
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const vera = await signedIn(browser, 'vera@rila.example')
  const base = new URL(vera.url()).pathname

  await adam.goto('/s/contracts/new')
  await ready(adam)
  await adam.getByLabel('With').selectOption({ label: 'Rila Hotels' })
  await adam.getByLabel('Title', { exact: true }).fill('Sauna, works contract')
  await adam.getByLabel('Text', { exact: true }).fill(`${canary} in the text`)
  await adam.getByRole('button', { name: 'Create in Draft' }).click()
  await expect(adam.getByRole('heading', { level: 1, name: 'Sauna, works contract' })).toBeVisible()
  await ready(adam)
  const contract = /\/contracts\/[^/?#]+/.exec(adam.url())?.[0] ?? ''
  await say(adam, `${canary} in a comment`)
  await attach(adam, `${canary}.png`, canary)
  await moveTo(adam, 'In review')

  const tabs = [vera, await vera.context().newPage()] as const
  const [here, gone] = tabs
  const opened = async () => {
    for (const tab of tabs) {
      await tab.goto(base + contract)
      await expect(tab.getByText(`${canary} in the text`)).toBeVisible()
      await expect(tab.getByText(`${canary} in a comment`)).toBeVisible()
      await expect(tab.getByRole('link', { name: `${canary}.png`, exact: true })).toBeVisible()
      await ready(tab)
    }
    const link = gone.getByRole('link', { name: `Show ${canary}.png` })
    const files = await lookAt(gone, link, `${canary}.png`, canary)
    await gone.goto(`${base}/contracts`)
    await ready(gone)
    return files
  }
  const files = await opened()
  await composerOn(here).fill('Half a sentence')

  await moveTo(adam, 'Draft')
  await forgotten(tabs, canary, files)
  await expect(here.getByText('This contract is being drafted')).toBeVisible()
  await moveTo(adam, 'In review')
  await expect(here.getByText(`${canary} in the text`)).toBeVisible()
  await expect(composerOn(here)).toHaveValue('Half a sentence')
  await opened()

  const window = await adam.context().newPage()
  const cell = await matrixCell(window, 'Contract: Read all that is in it, Client')
  await cell.click()
  await expect(window.getByText(/In effect for \d+ people/)).toBeVisible()
  await forgotten(tabs, canary, files)
  await expect(here.getByText('What is in this contract is not open to you')).toBeVisible()
  await expect(cell).not.toBeChecked()
  await cell.click()
  await expect(cell).toBeChecked()
})

async function moveTo(adam: Page, status: string): Promise<void> {
  const dialog = adam.getByRole('dialog')
  // What comes to the end of the feed at that moment is brought into view, and what is being pressed goes out of it.
  await expect(async () => {
    await adam.getByRole('button', { name: 'Change status' }).click({ timeout: 2000 })
    await expect(dialog).toBeVisible({ timeout: 2000 })
  }).toPass()
  await dialog.getByLabel('New status').selectOption({ label: status })
  await dialog.getByRole('button', { name: 'Change it' }).click()
  await expect(adam.locator('main').getByText(status, { exact: true }).first()).toBeVisible()
}
