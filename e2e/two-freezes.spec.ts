import { expect, type Locator, type Page } from '@playwright/test'
import { hearNews, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[X10] [A17] how an account, a person and somebody of the staff are frozen is not overwritten unseen', async ({
  browser,
}) => {
  const one = await signedIn(browser, 'adam@northlight.example')
  const two = await signedIn(browser, 'nora@northlight.example')
  const pathOf = async (link: Locator) => new URL((await link.getAttribute('href')) ?? '', one.url()).pathname
  await one.goto('/s/settings/staff')
  const card = await pathOf(one.getByRole('link', { name: 'Petar Kovač', exact: true }))
  await one.goto('/s/accounts')
  const rila = await pathOf(one.getByRole('link', { name: 'Rila Hotels', exact: true }))
  await one.goto(rila)
  const contact = await pathOf(
    one.getByRole('listitem').filter({ hasText: 'boris@rila.example' }).getByRole('link').first(),
  )
  for (const at of [card, rila, contact]) {
    const formOf = (page: Page) => page.getByRole('region', { name: 'Freeze' })
    const how = (page: Page) => formOf(page).getByLabel('Access', { exact: true })
    const save = async (page: Page, label: string) => {
      await how(page).selectOption({ label })
      await formOf(page).getByRole('button', { name: 'Save', exact: true }).click()
    }
    const done = (page: Page) =>
      expect(page.getByText('Saved. It is in force everywhere.', { exact: true })).toBeVisible()
    const said = two.getByText(/^Somebody saved this freeze meanwhile/)
    for (const page of [one, two]) {
      await page.goto(at)
      await ready(page)
      await expect(how(page)).toBeVisible()
    }
    await save(one, 'Read-only')
    await done(one)
    await hearNews(two)
    await save(two, 'Off')
    await expect(said).toBeVisible()
    await expect(two.getByRole('definition').filter({ hasText: 'Read-only' })).toBeVisible()
    await expect(how(two).locator('option:checked')).toHaveText('Off')
    await save(two, 'Off')
    await done(two)
    await expect(said).toHaveCount(0)
    await save(two, 'Not frozen')
    await expect(how(two).locator('option:checked')).toHaveText('Not frozen')
    await expect.poll(async () => (await one.request.get(at)).text()).toContain('name="shownFrozen" value=""')
  }
})
