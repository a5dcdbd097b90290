import { expect, type Page } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

/** How far the last row ends above where one writes. Px; less than nothing where it is behind. */
const clear = (page: Page) =>
  page.evaluate(() => {
    const last = [...document.querySelectorAll('li[id^="e-"]')].at(-1)?.getBoundingClientRect().bottom ?? 0
    const foot =
      document.querySelector('#newest')?.nextElementSibling ?? document.querySelector('#write')?.parentElement
    return (foot?.getBoundingClientRect().top ?? 0) - last
  })

test('[C2] [B8] who looks at the end of a conversation goes on seeing it when writing is opened again and when the window gets narrow', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example')
  const ana = await signedIn(browser, 'ana@rila.example')
  await ana.getByRole('link', { name: /^Chat/ }).first().click()
  await ana.getByRole('link', { name: 'Northlight Building Services' }).click()
  await ready(ana)
  const conversation = /conversations\/([^/?#]+)/.exec(ana.url())?.[1] ?? ''
  const write = ana.getByRole('textbox', { name: 'Write a message' })
  await write.fill('The last words here')
  await write.press('Enter')
  await expect(ana.getByRole('log').getByText('The last words here')).toBeInViewport()
  await expect.poll(() => clear(ana)).toBeGreaterThanOrEqual(0)

  await mila.goto(`/s/conversations/${conversation}`)
  await ready(mila)
  await mila.getByRole('button', { name: 'Close this conversation' }).click()
  await expect(write).toBeHidden()
  await mila.getByRole('button', { name: 'Open it again' }).click()
  await expect(write).toBeVisible()
  await expect.poll(() => clear(ana)).toBeGreaterThanOrEqual(0)
  await expect(ana.getByRole('log').getByText('The last words here')).toBeInViewport()

  await ana.setViewportSize({ width: 390, height: 844 })
  await expect.poll(() => clear(ana)).toBeGreaterThanOrEqual(0)
  await expect(ana.getByRole('log').getByText('The last words here')).toBeInViewport()
})
