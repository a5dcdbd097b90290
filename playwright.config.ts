import { defineConfig, devices } from '@playwright/test'
import { createHash } from 'node:crypto'
import { findChromium } from './tools/requirements.ts'

// Of this folder's own, so that two clones can be tested at once; the same in every process that reads this file.
const port =
  20_000 +
  (createHash('sha256')
    .update(import.meta.dirname)
    .digest()
    .readUInt16BE() %
    10_000)
const baseURL = `http://127.0.0.1:${port}`
const chromium = findChromium()

export default defineConfig({
  testDir: 'e2e',
  // The rest is Vitest's.
  testMatch: '*.spec.ts',
  outputDir: '.cache/e2e',
  fullyParallel: false,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '.cache/playwright.json' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL,
    trace: 'retain-on-failure',
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
    url: `${baseURL}/healthz`,
    timeout: 120_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    env: { PORT: String(port), HOST: '127.0.0.1', PORTAL_DATA: '.cache/e2e-data', PORTAL_DEMO: '1', LOG_LEVEL: 'warn' },
  },
})
