import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** Texts that were made to run, to break out, to deceive or to break the page. Each would mark the window or leave an element. */
const RUNS = [
  '<script>window.ran = 1</script>',
  '<img src=x onerror="window.ran = 2">',
  '<svg onload="window.ran = 3"><desc><![CDATA[</desc><script>window.ran = 4</script>]]></svg>',
  '"><b data-broke onmouseover=alert(1)>hover</b>',
  '[click](javascript:window.ran=5) <javascript:alert(1)> [data](data:text/html,<script>window.ran=6</script>)',
  '![x](x"onerror="window.ran=7) <iframe srcdoc="<script>top.ran=8</script>"></iframe>',
  '</textarea></title></style><script>window.ran = 9</script>',
  '{{constructor.constructor("window.ran = 10")()}} ${window.ran = 11} <%= ran %>',
  '<a href="vbscript:msgbox(1)" data-broke>x</a> <math><mtext></form><form><mglyph><style></math><img src onerror=window.ran=12>',
  '\u202Egpj.exe\u202C \u2066isolated\u2069 \u200B\u200D\uFEFF \u0301\u0301\u0301 ﷽ 👩‍👩‍👧‍👦🏳️‍🌈',
  'W'.repeat(400),
  'مرحبا <b data-broke>بالعالم</b> &lt;script&gt; &#x3C;img src=x onerror=alert(2)&#x3E;',
]
const SHORT = '"><img src=x onerror="window.ran=20" data-broke>\u202Egpj {{7*7}} ' + 'W'.repeat(120)
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test('[S24] [S23] what was made to run is shown as the text it is, in every field and on every page', async ({
  browser,
  baseURL,
}) => {
  // Every page once, on however busy a machine.
  const origin = String(baseURL)
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const phone = { viewport: { width: 390, height: 844 } }
  const mila = await signedIn(browser, 'mila@northlight.example', { ...phone, at: null })
  const ana = await signedIn(browser, 'ana@rila.example', phone)
  const post = async (who: Page, path: string, form: Record<string, string>, headers: Record<string, string> = {}) => {
    const answer = await who.request.post(path, { form, headers: { origin, ...headers }, maxRedirects: 0 })
    expect(answer.status(), `${path}: ${(await answer.text()).slice(0, 300)}`).toBeLessThan(400)
    return (answer.headers().location ?? '').replace(/\?.*/, '')
  }

  // A task, its checklist, its comments and a file, in a project that Ana sees.
  await mila.goto('/s/projects')
  const project = await hrefOf(mila, 'Heating plant renewal')
  await mila.goto(`${project}/new-task`)
  const assignee = await mila.getByRole('option', { name: /Ана Петрова/ }).getAttribute('value')
  const task = await post(mila, `${project}/new-task`, {
    title: SHORT,
    description: RUNS.join('\n\n'),
    assignee: assignee ?? '',
  })
  const id = task.split('/').at(-1) ?? ''
  await post(mila, task, { intent: 'add-item', text: SHORT })
  await mila.goto(task)
  const audience = await mila.locator('input[name=audience]').first().inputValue()
  for (const body of RUNS)
    await post(mila, `/s/feed/task/${id}`, { intent: 'post', sentId: crypto.randomUUID(), body, audience })
  const attached = await mila.request.post(`/s/tasks/${id}/files`, {
    headers: { origin, accept: 'application/json' },
    multipart: { file: { name: `${SHORT.slice(0, 100)}.png`, mimeType: 'image/png', buffer: PICTURE } },
  })
  expect(attached.status()).toBe(201)

  // A contract of Ana's company, and a person of it.
  await adam.goto('/s/contracts/new')
  const accountId = await adam.getByRole('option', { name: 'Rila Hotels' }).getAttribute('value')
  const contract = await post(adam, '/s/contracts/new', {
    accountId: accountId ?? '',
    title: SHORT,
    body: RUNS.join('\n\n'),
  })
  await post(adam, contract, { intent: 'move', status: 'in_review', from: 'draft' })
  await post(mila, `/s/accounts/${accountId ?? ''}`, { do: 'add_contact', name: SHORT, email: 'strange@rila.example' })

  const base = new URL(ana.url()).pathname.replace(/\/$/, '')
  await show(
    ana,
    ['', '/projects', project.replace('/s', ''), task.replace('/s', ''), '/contracts'].map((path) => base + path),
  )
  await show(mila, [
    '/s',
    project,
    `${project}/people`,
    task,
    `${task}/edit`,
    `${task}/people`,
    `/s/accounts/${accountId ?? ''}`,
  ])
  await show(adam, ['/s/contracts', contract, `${contract}/edit`, '/s/accounts?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E'])
  await show(ana, ['/sign-in?to=javascript:alert(1)', '/nowhere/%3Cscript%3Ealert(1)%3C%2Fscript%3E'])
})

const hrefOf = async (page: Page, name: string) =>
  (await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .getAttribute('href')) ?? ''

/** Opens the pages one after the other; nothing may run, nothing be made of a text but text, and the page keeps its width. */
async function show(page: Page, paths: readonly string[]): Promise<void> {
  const faults: string[] = []
  page.on('dialog', (dialog) => {
    faults.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('pageerror', (error) => faults.push(`an error: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('404 (Not Found)')) faults.push(message.text())
  })
  for (const path of paths) {
    await page.goto(path)
    await ready(page)
    const made = await page.evaluate(() => ({
      ran: (window as { ran?: unknown }).ran ?? null,
      broke: document.querySelectorAll('[data-broke], iframe, [onerror], [onload], [onmouseover]').length,
      links: [...document.querySelectorAll('a[href], form[action]')]
        .map((one) => one.getAttribute('href') ?? one.getAttribute('action') ?? '')
        .filter((address) => /^\s*(javascript|data|vbscript):/i.test(address)),
      // What sticks out at the side, if the page scrolls that way.
      wide:
        document.documentElement.scrollWidth > document.documentElement.clientWidth
          ? [...document.querySelectorAll('main *')]
              .filter((one) => one.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .map((one) => `${one.tagName} ${one.className}`)
              .slice(0, 8)
          : [],
    }))
    expect({ path, ...made, faults }).toEqual({ path, ran: null, broke: 0, links: [], wide: [], faults: [] })
  }
}
