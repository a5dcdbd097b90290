import { expect, type Page } from '@playwright/test'
import { accessFlag, matrixCell, ready, signedIn } from './people.ts'
import { pictureWith } from './pictures.ts'
import { test } from './portal.ts'
import { forgotten, lookAt, newCanary } from './traces.ts'

const messagesOn = (page: Page) => page.getByRole('log', { name: 'Messages' })

test('[F2] [A5] [A10] [C1] [S5] a conversation leaves every tab with the right, the grant, or the place in its team', async ({
  browser,
}) => {
  const canary = newCanary()
  // What is looked for stands in an address of hers.
  const asked = `Asked${Date.now().toString(36)}`
  const words = `${canary} ${asked}`
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const claire = await signedIn(browser, 'claire@corvin.example')
  const sam = await signedIn(browser, 'sam@northlight.example')

  // Claire says it in the project's conversation, with a file of that name.
  await claire.getByRole('link', { name: 'Projects', exact: true }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'Projects' })).toBeVisible()
  await claire.getByRole('link', { name: 'Cuisine de Maison Corvin', exact: true }).click()
  await expect(claire.getByRole('heading', { level: 1, name: 'Cuisine de Maison Corvin' })).toBeVisible()
  const project = /\/projects\/([^/?#]+)/.exec(claire.url())?.[1] ?? ''
  await claire.getByRole('button', { name: 'Project chat' }).click()
  const write = claire.getByRole('textbox', { name: 'Write a message' })
  await expect(write).toBeVisible()
  await ready(claire)
  const [base = '', conversation = ''] = new URL(claire.url()).pathname.split('/conversations/')
  await claire.locator('form#write input[type=file]').setInputFiles(pictureWith(`${canary}.png`, canary))
  await write.fill(words)
  await write.press('Enter')
  await expect(claire.getByRole('link', { name: new RegExp(`^${canary}`) }).first()).toBeVisible()

  const [here, gone, list] = [claire, await claire.context().newPage(), await claire.context().newPage()]
  await gone.goto(`${base}/conversations/${conversation}`)
  await expect(messagesOn(gone).getByText(words)).toBeVisible()
  await ready(gone)
  await gone.goto(`${base}/projects`)
  await list.goto(`${base}/conversations?q=${asked}`)
  await expect(list.locator('mark').getByText(asked)).toBeVisible()
  await list.goto(`${base}/conversations`)
  await expect(list.locator('main').getByText(canary)).toBeVisible()
  await sam.goto(`/s/conversations/${conversation}`)
  await expect(messagesOn(sam).getByText(words)).toBeVisible()
  const ofClaire = [here, gone, list]
  await Promise.all([...ofClaire, sam].map(ready))
  const look = (tab: Page) =>
    lookAt(tab, messagesOn(tab).getByRole('link', { name: new RegExp(`^${canary}`) }), `${canary}.png`, canary)
  const [ofSam, hers] = [await look(sam), await look(here)]

  // Sam is taken out of the team.
  await adam.goto(`/s/projects/${project}/people`)
  await ready(adam)
  await adam.getByRole('button', { name: 'Take this role from Sam Whitlock: Team' }).click()
  await expect(adam.getByRole('button', { name: 'Take this role from Sam Whitlock: Team' })).toHaveCount(0)
  await forgotten([sam], canary, ofSam)
  await adam.getByLabel('Person').last().selectOption({ label: 'Sam Whitlock' })
  await adam.getByLabel('As', { exact: true }).selectOption({ label: 'Team' })
  await adam.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(adam.getByRole('button', { name: 'Take this role from Sam Whitlock: Team' })).toBeVisible()

  // The right is taken from all clients, and given back.
  const cell = await matrixCell(adam, 'Chat: Open it, Client')
  await cell.click()
  await expect(adam.getByText(/In effect for \d+ people/)).toBeVisible()
  await forgotten(ofClaire, canary, hers)
  await cell.click()
  await expect(cell).toBeChecked()
  // What is opened again comes back to the pages that said it was closed.
  await expect(messagesOn(here).getByText(words)).toBeVisible()
  await expect(list.locator('main').getByText(canary)).toBeVisible()
  await Promise.all(ofClaire.map(ready))

  // Her grant rests.
  const flag = await accessFlag(adam, 'Maison Corvin', 'Claire Fontanel')
  await flag.click()
  await expect(adam.getByText('Suspended. It is in force everywhere.')).toBeVisible()
  await forgotten(ofClaire, canary, hers)
  await flag.click()
  await expect(adam.getByText('Open again.')).toBeVisible()
})
