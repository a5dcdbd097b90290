import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '~': fileURLToPath(new URL('app', import.meta.url)) } },
  esbuild: { jsx: 'automatic' },
  test: {
    include: ['{app,server,realtime,db,tools,e2e}/**/*.test.{ts,tsx}'],
    env: { NODE_ENV: 'test' },
    globalSetup: 'tools/test-server.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
