import { expect } from '@playwright/test'
import { paletteOn, ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[F8] whoever presses keys and the mouse before a page has come to life has a page that does', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const thrown: string[] = []
  ana.on('pageerror', (error) => thrown.push(error.message))
  await ana.addInitScript(() => {
    const press = () => {
      const main = document.querySelector('main')
      main?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift', bubbles: true }))
      main?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }))
    }
    // As often as the browser does anything: the moment that matters is short.
    const { port1, port2 } = new MessageChannel()
    let over = false
    port1.onmessage = () => {
      press()
      if (!over) port2.postMessage(null)
    }
    port2.postMessage(null)
    window.addEventListener('load', () => window.setTimeout(() => (over = true), 500))
  })
  await ana.reload()
  await ready(ana)
  expect(thrown).toEqual([])
  await ana.keyboard.press('Control+k')
  await expect(paletteOn(ana)).toBeFocused()
})
