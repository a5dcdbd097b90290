import { expect, type Locator, type Page } from '@playwright/test'
import { hearNews, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** A form that two people have open at once. */
interface Shared {
  /** Where it is open. */
  at: string
  /** It among the others of its page. */
  form: string
  field: string | ((form: Locator) => Locator)
  /** What the first and the second of them write there. */
  writes: [string, string]
  save?: string
  said: RegExp
  /** How the page says that it was saved. */
  done: (page: Page) => Promise<void>
  /** A press that opens the form, where no address does. */
  opens?: (page: Page) => Promise<void>
}

const IN_FORCE = 'Saved. It is in force everywhere.'
const says = (words: string) => (page: Page) => expect(page.getByText(words, { exact: true })).toBeVisible()
const leadsTo = (path: string) => (page: Page) => expect(page).toHaveURL((url) => url.pathname === path)

/** The second who saves overwrites nothing unseen, whatever news they heard; pressed once more it is meant. */
async function shared(
  one: Page,
  two: Page,
  { at, form, field, writes, save = 'Save', ...what }: Shared,
): Promise<void> {
  const [first, second] = writes
  const written = (page: Page) =>
    typeof field === 'string' ? page.locator(form).getByLabel(field, { exact: true }) : field(page.locator(form))
  const press = (page: Page) => page.locator(form).getByRole('button', { name: save, exact: true }).click()
  const savedIs = async (value: string) =>
    expect((await (await one.request.get(at)).text()).includes(value), value).toBe(true)
  for (const page of [one, two]) {
    await page.goto(at)
    await ready(page)
    await what.opens?.(page)
  }
  const before = await written(two).inputValue()
  await written(one).fill(first)
  await press(one)
  await what.done(one)

  await hearNews(two)
  await expect(written(two)).toHaveValue(before)
  await written(two).fill(second)
  await press(two)
  await expect(two.getByText(what.said)).toBeVisible()
  await expect(two.getByRole('definition').filter({ hasText: first }).last()).toBeVisible()
  await hearNews(two)
  await expect(two.getByText(what.said)).toBeVisible()
  await expect(written(two)).toHaveValue(second)
  await savedIs(first)

  await press(two)
  await what.done(two)
  await expect(two.getByText(what.said)).toHaveCount(0)
  await savedIs(second)
}

test('[X10] [A1] [A8] [E8] an account, its contacts, notes and access that two people edit at once are not overwritten unseen', async ({
  browser,
}) => {
  const one = await signedIn(browser, 'adam@northlight.example', { at: '/s/accounts' })
  const two = await signedIn(browser, 'nora@northlight.example', { at: null })
  const pathOf = async (link: Locator) => new URL((await link.getAttribute('href')) ?? '', one.url())
  const { pathname: rila } = await pathOf(one.getByRole('link', { name: 'Rila Hotels', exact: true }))
  await one.goto(rila)
  await ready(one)
  const boris = one.getByRole('listitem').filter({ hasText: 'boris@rila.example' })
  const { pathname: card } = await pathOf(boris.getByRole('link').first())
  const grant = (await pathOf(boris.getByRole('link', { name: 'Change' }))).searchParams.get('change') ?? ''
  await one.getByRole('list', { name: 'Notes' }).getByRole('button').first().click()
  const { search: note } = await pathOf(one.getByRole('menuitem', { name: 'Edit the note' }))
  const accessSaid = /^Somebody changed the access of .* meanwhile/

  await shared(one, two, {
    at: `${rila}/edit`,
    form: 'main form',
    field: 'Phone (optional)',
    writes: ['+359 2 111', '+359 2 222'],
    said: /^Somebody saved this account meanwhile/,
    done: leadsTo(rila),
  })
  await shared(one, two, {
    at: `${card}?contact=${card.split('/').at(-1) ?? ''}`,
    form: 'dialog form',
    field: 'What they do there (optional)',
    writes: ['Night manager', 'Day manager'],
    said: /^Somebody saved this contact meanwhile/,
    done: says('Saved.'),
  })
  await shared(one, two, {
    at: rila + note,
    form: 'dialog form',
    field: 'Text',
    writes: ['The key is at the desk', 'The key is with Vera'],
    said: /^Somebody saved this note meanwhile/,
    done: says('Saved.'),
  })
  await shared(one, two, {
    at: `${card}?change=${grant}`,
    form: 'dialog form',
    field: 'Days back (optional)',
    writes: ['31', '62'],
    said: accessSaid,
    done: says(IN_FORCE),
  })
  await shared(one, two, {
    at: `/s/access?q=boris&edit=${grant}`,
    form: 'table form',
    field: 'Notes',
    writes: ['Asked by Vera', 'Asked by Kalin'],
    said: accessSaid,
    done: says(IN_FORCE),
  })
  await shared(one, two, {
    at: `${rila}?access=edit`,
    form: 'form:has(fieldset)',
    field: (form) => form.locator(`[name="daysBack.${grant}"]`),
    writes: ['93', '124'],
    save: 'Save and close',
    said: accessSaid,
    done: says('Saved. All of it is in force everywhere.'),
  })
})

test('[X10] [B9] [A20] a project, its updates, a staff card and the company that two people edit at once are not overwritten unseen', async ({
  browser,
}) => {
  const one = await signedIn(browser, 'adam@northlight.example', { at: null })
  const two = await signedIn(browser, 'nora@northlight.example', { at: null })
  const hrefOf = async (link: Locator) => (await link.getAttribute('href')) ?? ''
  await one.goto('/s/projects')
  const project = await hrefOf(one.getByRole('link', { name: 'Heating plant renewal, Bansko' }).first())
  await one.goto('/s/settings/staff')
  const card = await hrefOf(one.getByRole('link', { name: 'Petar Kovač', exact: true }))

  await shared(one, two, {
    at: `${project}/edit`,
    form: 'main form:has([name=version])',
    field: 'Description (optional)',
    writes: ['Two boilers', 'Two boilers and a heat pump'],
    said: /^Somebody saved this project meanwhile/,
    done: leadsTo(project),
  })
  await shared(one, two, {
    at: project,
    form: 'main details[open] form',
    field: 'Edit',
    writes: ['The first pump runs', 'Both pumps run'],
    said: /^Somebody changed this update meanwhile/,
    opens: (page) => page.getByRole('list', { name: 'Updates' }).getByText('Edit', { exact: true }).first().click(),
    done: (page) => expect(page.locator('main details[open] form')).toHaveCount(0),
  })
  await shared(one, two, {
    at: card,
    form: 'main form:has([name=name])',
    field: 'Name',
    writes: ['Petar the First', 'Petar the Second'],
    said: /^Somebody saved this card meanwhile/,
    done: says(IN_FORCE),
  })
  await shared(one, two, {
    at: '/s/settings/host',
    form: 'main form',
    field: 'Name',
    writes: ['Northlight of Daughters', 'Northlight of Sons'],
    said: /^Somebody saved this meanwhile/,
    done: says('Saved'),
  })
})
