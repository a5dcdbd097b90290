import { defineConfig, devices } from '@playwright/test'
import { portalsAt } from './e2e/portal.ts'
import { findChromium } from './tools/requirements.ts'

const chromium = findChromium()

export default defineConfig({
  testDir: 'e2e',
  // The rest is Vitest's.
  testMatch: '*.spec.ts',
  outputDir: '.cache/e2e',
  // Each test has a portal of its own.
  fullyParallel: true,
  workers: 2,
  // What hangs ends: walks with several windows take a minute or two where the machine is slow.
  timeout: 240_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  webServer: {
    command: 'node tools/run.mjs tools/start-for-browser-tests.ts',
    url: portalsAt.url,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { HOST: portalsAt.host, PORT: String(portalsAt.port), PORTAL_DATA: '.cache/e2e-data', LOG_LEVEL: 'warn' },
  },
})
