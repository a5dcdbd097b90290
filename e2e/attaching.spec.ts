import { expect, type Page } from '@playwright/test'
import { writeFileSync } from 'node:fs'
import { composerOn, feedOn, ready, say, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what was sent. Ms. */
const SOON = 6000

const text = (name: string, content = name) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })
const chosenOn = (page: Page) => page.locator('#write input[type=file]')
const goingOn = (page: Page) => page.getByRole('list', { name: 'Files that go with it' }).getByRole('listitem')
const sendOn = (page: Page) => page.getByRole('button', { name: 'Send', exact: true })
const attachments = (page: Page) =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: 'Attachments', exact: true }) })

test('[C2] [S28] what a conversation does not take is refused when it is chosen, in the server’s words; each file goes once; what fails afterwards is said of the message', async ({
  browser,
}, testInfo) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('link', { name: /^Chat/ }).click()
  await ana.getByRole('link', { name: 'Mila Hristova' }).click()
  await ready(ana)
  const message = ana.getByRole('textbox', { name: 'Write a message' })
  const messages = ana.getByRole('log', { name: 'Messages' })
  await expect(chosenOn(ana)).toHaveAttribute('accept', /\.pdf,/)
  await expect(chosenOn(ana)).not.toHaveAttribute('accept', /zip/)

  const zip = { name: 'Снимки на резервоара.zip', mimeType: 'application/zip', buffer: Buffer.from('PK') }
  // From the disk: a browser knows a file again by its date too.
  const paths = [zip, text('Оферта.txt'), text('empty.txt', '')].map(({ name, buffer }) => {
    writeFileSync(testInfo.outputPath(name), buffer)
    return testInfo.outputPath(name)
  })
  await chosenOn(ana).setInputFiles(paths)
  await expect(goingOn(ana)).toHaveCount(3)
  await chosenOn(ana).setInputFiles(paths.slice(0, 2))
  await expect(goingOn(ana)).toHaveCount(3)
  const refused = goingOn(ana).filter({ hasText: '.zip' })
  await expect(refused).toContainText(/Files of this kind are not taken in\. You can attach: pdf, .*\bmd\./)
  await expect(goingOn(ana).filter({ hasText: 'empty' })).toContainText('There is nothing in this file.')
  // The server says the same of what reaches it all the same.
  const said = (await refused.getByRole('alert').innerText()).trim()
  const answer = await ana.request.post(`${new URL(ana.url()).pathname}/files`, {
    multipart: { file: zip },
    headers: { origin: new URL(ana.url()).origin },
  })
  expect(await ana.goto(answer.url()).then((page) => page?.text())).toContain(said)
  await ana.goBack()
  await ready(ana)

  // What only the server can see.
  await chosenOn(ana).setInputFiles([text('Оферта.txt'), { ...text('photo.png'), mimeType: 'image/png' }])
  await message.fill('Here are the pictures')
  await sendOn(ana).click()
  await expect(messages.getByRole('link', { name: 'Оферта.txt' })).toBeVisible({ timeout: SOON })
  await expect(goingOn(ana)).toHaveCount(1)
  await expect(goingOn(ana)).toContainText('What is inside this file is not what its name says', { timeout: SOON })
  await expect(goingOn(ana)).toContainText('Your message went out without this file.')

  // It is a message that is taken back, and the portal says whose people still find it.
  const sent = messages.locator('li[id^=e-]').filter({ hasText: 'Here are the pictures' })
  await sent.hover()
  await sent.getByRole('button', { name: 'Delete' }).click()
  await expect(sent).toContainText(/Take this message back\? .* except people of .*Northlight Building Services/)
  await sent.getByRole('button', { name: 'Take it back' }).click()
  await expect(messages.getByText('You took this message back.').last()).toBeVisible()
})

test('[D5] a file called as one that is here is asked about: it takes its place as the next version, or stands beside it', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('main').getByRole('link', { name: 'Boiler 2: install and connect' }).click()
  await ready(ana)
  const choose = (content: string) =>
    attachments(ana).getByLabel('Attach files').setInputFiles(text('plan.txt', content))
  const plans = attachments(ana).getByRole('link', { name: 'plan.txt', exact: true })
  const asks = attachments(ana).getByText(/A file called .*plan\.txt.* is here already\./)

  await choose('one')
  await expect(plans).toHaveCount(1, { timeout: SOON })
  await choose('two')
  await expect(asks).toBeVisible()
  await attachments(ana).getByRole('button', { name: 'New version' }).click()
  await expect(attachments(ana).getByRole('link', { name: 'version 2' })).toBeVisible({ timeout: SOON })
  await expect(plans).toHaveCount(1)
  await expect(asks).toHaveCount(0)
  await choose('three')
  await attachments(ana).getByRole('button', { name: 'Keep both' }).click()
  await expect(plans).toHaveCount(2, { timeout: SOON })

  // With a comment it goes beside it, and that is said before.
  await chosenOn(ana).setInputFiles(text('plan.txt', 'four'))
  await expect(goingOn(ana)).toContainText('A file of this name is here already. This one will stand beside it.')
  await say(ana, 'The fourth of them')
  await expect(feedOn(ana).getByRole('link', { name: 'plan.txt' })).toBeVisible({ timeout: SOON })
  await expect(composerOn(ana)).toHaveValue('')
})

test('[D5] [F8] a long name of a file stands in one line in the narrow column of a conversation, with its ending in sight', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example', { viewport: { width: 1440, height: 900 } })
  await ana.getByRole('link', { name: /^Chat/ }).click()
  await ana.getByRole('link', { name: 'Mila Hristova' }).click()
  await ready(ana)
  const name = 'Чертежи на котелното помещение, етаж минус две.txt'
  await attachments(ana).getByLabel('Attach files').setInputFiles(text(name))
  const link = attachments(ana).getByRole('link', { name, exact: true })
  await expect(link).toBeVisible({ timeout: SOON })
  await expect(link.getByTitle(name)).toBeVisible()
  const [line, ending, row] = await Promise.all([
    link.boundingBox(),
    link.getByText('.txt', { exact: true }).boundingBox(),
    ana.locator('aside').getByRole('listitem').filter({ hasText: name }).boundingBox(),
  ])
  expect(line?.height).toBeLessThan(32)
  expect((ending?.x ?? 0) + (ending?.width ?? 0)).toBeLessThanOrEqual((row?.x ?? 0) + (row?.width ?? 0))
})
