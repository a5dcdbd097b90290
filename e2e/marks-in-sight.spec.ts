import { expect, type Locator, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** What a screen may take to show what happened on another. Ms. */
const SOON = 4000
const PHONE = { width: 390, height: 844 }

const rowOn = (page: Page, title: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title, exact: true }) })
const placeOn = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: new RegExp(name) })

/** A task that Ana makes for Mila in the spa's project. */
async function taskForMila(ana: Page, title: string): Promise<void> {
  await ana.goto(`${new URL(ana.url()).pathname}/projects`)
  await ana.getByRole('link', { name: 'Rila spa and pool' }).first().click()
  await ana.getByRole('link', { name: 'New task' }).click()
  await ana.getByLabel('Title').fill(title)
  const taker = ana.getByLabel('For', { exact: true })
  await taker.selectOption(await taker.locator('option', { hasText: 'Mila' }).getAttribute('value'))
  await ana.getByRole('button', { name: 'Make the task' }).click()
  await expect(ana).toHaveURL(/\?told=made$/)
}

test('[F8] on a phone the largest number beside a place leaves its icon and the next place to be seen', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example', { viewport: PHONE })
  await ready(ana)
  const chat = placeOn(ana, 'Chat')
  await expect(chat.locator('[title]')).toBeVisible()
  const seen = await chat.evaluate((place) => {
    const [icon, number] = [place.querySelector('svg'), place.querySelector('[title]')]
    const says = number?.querySelector('[aria-hidden]')
    if (!icon || !number || !says) return null
    says.textContent = '99+'
    const [under, over] = [icon.getBoundingClientRect(), number.getBoundingClientRect()]
    const next = place.nextElementSibling?.querySelector('svg')?.getBoundingClientRect()
    return { covered: (under.right - over.left) / under.width, apart: (next?.left ?? Infinity) - over.right }
  })
  expect(seen?.covered).toBeLessThan(0.4)
  expect(seen?.apart).toBeGreaterThan(0)
})

/** The mark's place under the end of what is shown of the title, and whether the title is cut off. */
const markIn = (row: Locator) =>
  row.evaluate((one) => {
    const link = one.querySelector('a')
    const cut = link?.closest('[class*=line-clamp]')
    const mark = one.querySelector('.rounded-full.bg-accent-fill')?.getBoundingClientRect()
    if (!cut || !mark) return null
    const box = cut.getBoundingClientRect()
    return {
      isCut: cut.scrollHeight > cut.clientHeight + 2,
      below: mark.bottom > box.bottom,
      outside: mark.right > one.getBoundingClientRect().right,
    }
  })

test('[B6] [F5] [F8] a task whose title is cut off keeps its mark: on Home, in lists and on boards, wide and on a phone', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example')
  const title =
    `${crypto.randomUUID().slice(0, 8)} ${'The sauna door sticks when it is hot outside and the guests cannot get out '.repeat(3)}`
      .slice(0, 220)
      .trim()
  await taskForMila(ana, title)
  for (const viewport of [PHONE, { width: 1440, height: 900 }]) {
    await mila.setViewportSize(viewport)
    for (const path of ['/s', '/s/tasks', '/s/tasks?view=board']) {
      await mila.goto(path)
      await ready(mila)
      const row = rowOn(mila, title).first()
      await row.scrollIntoViewIfNeeded()
      await expect(row.getByText('Unread', { exact: true })).toHaveCount(1)
      const found = await markIn(row)
      expect({ path, ...found }).toEqual({ path, isCut: found?.isCut, below: false, outside: false })
      if (viewport === PHONE) expect(found?.isCut).toBe(true)
    }
  }
})

test('[B3] [F5] the number beside Tasks says what it counts, and the page it leads to leads on to those tasks', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example')
  const title = `The steam bath hisses ${crypto.randomUUID().slice(0, 8)}`
  await taskForMila(ana, title)
  await ready(mila)
  const says = /^\d+ tasks? from outside, not opened yet$/
  const number = placeOn(mila, 'Tasks').getByTitle(says)
  await expect(number).toBeVisible({ timeout: SOON })
  const words = (await number.getAttribute('title')) ?? ''

  await placeOn(mila, 'Tasks').click()
  await expect(mila).toHaveURL(/\/s\/tasks$/)
  await mila.getByRole('main').getByRole('link', { name: words }).click()
  await expect(mila).toHaveURL(/\/s\/tasks\?whose=waiting$/)
  await expect(rowOn(mila, title)).toContainText('From Ана Петрова, Rila Hotels')
  await expect(rowOn(mila, title).getByText('Unread', { exact: true })).toHaveCount(1)
  await expect(mila.getByRole('main').getByRole('link', { name: says })).toHaveCount(0)
})

test('[A8] [C2] who is somewhere in the portal is online, and who has this conversation open is on this page: two words and two signs', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const mila = await signedIn(browser, 'mila@northlight.example')
  const access = await mila.context().newPage()
  await ready(ana)
  await access.goto('/s/access?q=ana')
  await ready(access)
  await expect(access.getByTitle('Ана Петрова, online now').first()).toBeVisible()

  await mila.getByRole('link', { name: 'Accounts', exact: true }).click()
  await mila.getByRole('link', { name: 'Rila Hotels', exact: true }).click()
  await mila.getByRole('button', { name: 'Message', exact: true }).click()
  await expect(mila).toHaveURL(/\/s\/conversations\//)
  await ready(mila)
  const people = mila.getByRole('complementary', { name: 'Details' })
  await expect(people.getByTitle('Ана Петрова', { exact: true })).toBeVisible()

  const base = new URL(ana.url()).pathname
  await ana.goto(mila.url().replace(/\/s\//, `${base}/`))
  await expect(people.getByTitle('Ана Петрова, on this page now')).toBeVisible({ timeout: SOON })
  await expect(mila.getByText(/^On this page now: .*Ана Петрова/)).toBeVisible()
})
