import { expect } from '@playwright/test'
import { ready, signedIn } from './people.ts'
import { test } from './portal.ts'

test('[F1] [B4] an open task says who checks it as auditors and managers of its project come and go', async ({
  browser,
}) => {
  const ana = await signedIn(browser, 'ana@rila.example')
  const adam = await signedIn(browser, 'adam@northlight.example', { at: null })
  const grant = /\/g\/[^/?#]+/.exec(ana.url())?.[0] ?? ''
  await ana.goto(`${grant}/tasks?status=ready_for_review`)
  await ana.locator('main li a[href*="/tasks/"]').first().click()
  await expect(ana).toHaveURL(/\/tasks\/[^/?]+$/)
  await ready(ana)
  const checks = ana.getByText(/ checks? it now\.$/)
  await expect(checks).toBeVisible()
  await expect(checks).not.toContainText('Petar')
  const before = await checks.innerText()
  const project = await ana.locator('a[href*="/projects/"]').last().getAttribute('href')
  await adam.goto(`/s/projects/${/projects\/([^/?#]+)/.exec(project ?? '')?.[1] ?? ''}/people`)
  await ready(adam)

  const adding = adam.locator('form').filter({ has: adam.getByLabel('As', { exact: true }) })
  const petar = await adding.locator('option', { hasText: 'Petar' }).getAttribute('value')
  await adding.getByLabel('Person').selectOption(petar)
  await adding.getByLabel('As', { exact: true }).selectOption('auditor')
  await adding.getByRole('button').click()
  await expect(checks).toContainText('Petar')
  await adam.getByRole('button', { name: /^Take this role from Petar .*: Auditor/ }).click()
  await expect(checks).toHaveText(before)

  const manager = adam.locator('form').filter({ has: adam.locator('input[value=manager]') })
  await manager.getByLabel('Person').selectOption(petar)
  await manager.getByRole('button').click()
  await expect(checks).toContainText('Petar')
})
