import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { build } from 'vite'
import { nativeModules } from './native-modules.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-native-'))
afterAll(() => rmSync(folder, { recursive: true }))

const files: Record<string, string> = {
  'server/tasks/move-task.ts': 'export const moveTask = () => "moved"',
  'server/tasks/catalogue.ts': 'export const MOVES = ["a-move"]',
  'server/tasks/facts.ts': 'import "./move-task.ts"\nexport const fact = 1',
  'app/by-name.ts': 'import { moveTask } from "#server/tasks/move-task.ts"\nconsole.log(moveTask())',
  'app/by-path.ts': 'import { moveTask } from "../server/tasks/move-task.ts"\nconsole.log(moveTask())',
  'app/shared.ts': 'import { MOVES } from "#server/tasks/catalogue.ts"\nconsole.log(MOVES)',
  'app/behind-shared.ts': 'import { fact } from "#server/tasks/facts.ts"\nconsole.log(fact)',
}
for (const [name, text] of Object.entries(files)) {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), text)
}

async function built(entry: string, ssr: boolean): Promise<string> {
  const result = await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    plugins: [nativeModules(folder)],
    build: { ssr, write: false, rollupOptions: { input: join(folder, entry) } },
  })
  const [first] = Array.isArray(result) ? result : [result as { output: { code?: string }[] }]
  const output = first.output
  return output.map((chunk) => ('code' in chunk ? chunk.code : '')).join('\n')
}

describe('modules of server, db and realtime', () => {
  it('are left to Node in the server build, however they are imported', async () => {
    for (const entry of ['app/by-name.ts', 'app/by-path.ts'])
      expect(await built(entry, true)).toMatch(/from ?"#server\/tasks\/move-task\.ts"/)
  })

  it('go to the browser where they are tables or facts', async () => {
    expect(await built('app/shared.ts', false)).toContain('a-move')
  })

  it.each(['app/by-name.ts', 'app/by-path.ts', 'app/behind-shared.ts'])(
    'end the build of %s for the browser',
    async (entry) => {
      await expect(built(entry, false)).rejects.toThrow(
        /The browser would get server\/tasks\/move-task\.ts, imported by/,
      )
    },
  )
})
