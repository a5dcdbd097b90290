import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[B5] [F8] the board opens where its tasks begin, and says that there are columns to the side', async ({
  browser,
}) => {
  const mila = await signedIn(browser, 'mila@northlight.example', {
    at: '/s/projects',
    viewport: { width: 390, height: 844 },
  })
  const project = (await mila.getByRole('link', { name: 'Heating plant renewal, Bansko' }).getAttribute('href')) ?? ''
  // Without what is in the first columns: they stay, empty.
  await mila.goto(`${project}/tasks?view=board&priority=high`)
  await ready(mila)
  const board = mila.getByRole('group', { name: 'Board' })
  const first = board.locator('[data-column]', { has: mila.locator('[data-card]') }).first()
  await expect(first).toBeInViewport({ ratio: 0.99 })
  await expect(mila.getByText('press Space')).toBeHidden()
  const further = mila.getByRole('button', { name: 'Further columns' })
  while (await further.isEnabled()) {
    await further.click()
    await mila.waitForTimeout(150)
  }
  await expect(board.locator('[data-column]').last()).toBeInViewport({ ratio: 0.9 })
  await expect(mila.getByRole('button', { name: 'Earlier columns' })).toBeEnabled()

  // On a wide screen what is worked on is in sight at once, down to what is done.
  await mila.setViewportSize({ width: 1440, height: 900 })
  await mila.goto(`${project}/tasks?view=board`)
  await ready(mila)
  for (const name of ['new', 'in_progress', 'ready_for_review', 'done'])
    await expect(board.locator(`[data-column="${name}"]`)).toBeInViewport({ ratio: 0.9 })
  await expect(further).toBeEnabled()
})
