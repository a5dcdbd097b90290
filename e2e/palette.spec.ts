import { expect, type Browser } from '@playwright/test'
import { composerOn, feedOn, firstTask, paletteOn, ready, say, seek, signedIn, throughTheDoor } from './people.ts'
import { attach } from './pictures.ts'
import { test } from './portal.ts'

test('[F6] [F8] Ctrl-K finds by the keyboard alone, says how many, and goes there; lately visited places come back', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const link = ana.locator('main a[href*="/tasks/"]').first()
  const title = (await link.innerText()).trim()
  const field = paletteOn(ana)
  await ana.keyboard.press('Control+k')
  await expect(field).toBeFocused()
  await field.fill(title.slice(0, 40))
  const option = ana.getByRole('option', { name: title.slice(0, 20) }).first()
  await expect(option).toBeVisible()
  await expect(ana.getByRole('status').filter({ hasText: /result/ })).toBeAttached()
  await expect(option).toHaveAttribute('aria-selected', 'true')
  await field.press('End')
  await field.press('Home')
  await field.press('Enter')
  await expect(ana).toHaveURL(/\/tasks\//)
  await expect(field).toBeHidden()
  await ready(ana)

  const kept = () => ana.evaluate(() => JSON.stringify(window.sessionStorage))
  await expect.poll(kept).toContain('/tasks/')
  expect(await kept()).not.toContain(title)
  await ana.keyboard.press('Control+k')
  await expect(ana.getByRole('group', { name: 'Lately' }).getByRole('option')).not.toHaveCount(0)
  await field.press('Escape')
  await expect(field).toBeHidden()
  await field.page().goto(ana.url().replace(/\/tasks\/.*/, '/search?q=%25'))
  await expect(ana.getByText('Nothing found')).toBeVisible()
})

test('[C2] [F6] what was typed leads on to the same words among messages, whatever else was found', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const field = await seek(ana, 'qqxzzy')
  await expect(ana.getByText(/^No task, project, contract, file, conversation or comment has/).first()).toBeVisible()
  await expect(ana.getByText('Nothing found')).toHaveCount(0)
  await expect(ana.getByText(/not yet what was written in messages/)).toBeVisible()
  const messages = ana.getByRole('option', { name: /^Search messages for .*qqxzzy/ })
  await expect(messages).toHaveAttribute('aria-selected', 'true')
  await field.press('Enter')
  await expect(ana).toHaveURL(/\/conversations\?q=qqxzzy$/)
  await ana.getByRole('link', { name: 'Search tasks, projects and files for these words' }).click()
  await expect(ana).toHaveURL(/\/search\?q=qqxzzy$/)
})

test('[F6] a setting is found by what it is about, whatever its page is called', async ({ browser }) => {
  const adam = await signedIn(browser, 'adam@northlight.example')
  await ready(adam)
  const field = await seek(adam, 'set')
  for (const [typed, page] of [
    ['comments', 'Contract settings'],
    ['invite', 'Staff'],
    ['rights', 'Permission Management'],
    ['emails', 'Outbox'],
  ] as const) {
    await field.fill(typed)
    await expect(adam.getByRole('option', { name: page, exact: true })).toBeVisible()
  }
})

/** Mila on the first task of Ana, who is at home. */
async function onHerTask(browser: Browser) {
  const mila = await signedIn(browser, 'mila@northlight.example', { at: null })
  const ana = await signedIn(browser, 'ana@rila.example')
  await ready(ana)
  const task = await firstTask(ana)
  await mila.goto(`/s${task}`)
  await ready(mila)
  return { mila, ana, task }
}

test('[F6] [F8] a file is found by its name from anywhere, and its list is opened at it', async ({ browser }) => {
  const { mila, ana, task } = await onHerTask(browser)
  await attach(mila, 'Чертежи котелно.png', 'boiler')
  const field = await seek(ana, 'котелно')
  const file = ana.getByRole('group', { name: 'Files' }).getByRole('option', { name: /^Чертежи котелно.png In task/ })
  await expect(file).toHaveAttribute('aria-selected', 'true')
  await field.press('Enter')
  await expect(ana).toHaveURL(new RegExp(`${task}#file-`))
  await expect(ana.getByRole('list', { name: 'Attachments' }).getByText('Чертежи котелно.png')).toBeInViewport()
})

test('[B6] [F6] [F8] a comment on a task is found by its words from anywhere, and the feed is opened at it', async ({
  browser,
}) => {
  const { mila, ana, task } = await onHerTask(browser)
  await say(mila, 'Комините are swept on Thursday, the vestibule stays shut')
  await mila.getByRole('switch', { name: 'Team only' }).check()
  await mila.getByRole('textbox', { name: 'Write to the team' }).fill('Комините cost us twice as much')
  await mila.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(feedOn(mila).getByText('cost us twice')).toBeVisible()
  const field = await seek(ana, 'комините')
  const comments = ana.getByRole('group', { name: 'Comments' })
  await expect(comments.getByRole('option')).toHaveCount(1)
  const comment = comments.getByRole('option', { name: /^Комините are swept .*Mila.*In task/ })
  await expect(comment).toHaveAttribute('aria-selected', 'true')
  await field.press('Enter')
  await expect(ana).toHaveURL(new RegExp(`${task}#e-`))
  const found = feedOn(ana).getByRole('listitem').filter({ hasText: 'Комините are swept on Thursday' })
  await expect(found).toBeInViewport()
  await expect(found).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)')
  await expect(ana.getByText('cost us twice')).toHaveCount(0)

  await ana.goto(ana.url().replace(/\/tasks\/.*/, '/search?q=vestibule+thurs'))
  await ana.getByRole('link', { name: /^Комините are swept/ }).click()
  await expect(feedOn(ana).getByText('Комините are swept on Thursday')).toBeInViewport()
})

test('[C2] a draft outlives a reload, is nobody else’s on the same device, and is gone when its writer signs out', async ({
  browser,
}) => {
  const ana = await throughTheDoor(browser, 'ana@rila.example')
  await ready(ana)
  const task = (await ana.locator('main a[href*="/tasks/"]').first().getAttribute('href')) ?? ''
  await ana.goto(task)
  await ready(ana)
  await composerOn(ana).fill('CANARY in a draft')
  await ana.reload()
  await ready(ana)
  await expect(composerOn(ana)).toHaveValue('CANARY in a draft')

  await ana.getByRole('button', { name: /^You/ }).first().click()
  await ana.getByRole('button', { name: 'Sign out' }).click()
  await expect(ana.getByText('You have signed out.')).toBeVisible()
  await expect(ana).not.toHaveURL(/to=/)
  await expect.poll(() => ana.evaluate(() => JSON.stringify(window.localStorage))).not.toContain('CANARY')
  await ana.goBack()
  await expect(ana.getByText('CANARY')).toHaveCount(0)
})
