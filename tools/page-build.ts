import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { precompress } from './precompress.ts'
import { root } from './root.ts'

/** All that the built pages are made from: the rest of the server is loaded as it is. */
const SOURCES = [
  'app/**/*.*',
  'server/**/{forms,facts,catalogue}.ts',
  'tools/{first-load,icons-by-name,missing-pages,native-modules,words-by-page}.ts',
  'vite.config.ts',
  'remix.config.js',
  'tsconfig.json',
  'package-lock.json',
]
const stamp = join(root, 'build/.sources')

/** Whether the build in build/ was made from the sources as they are now. */
export function isBuilt(): boolean {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOfSources()
}

/** Builds the pages; answers whether it went well. What the builder says is shown when it did not, or when `loud`. */
export function build({ loud = false } = {}): boolean {
  const hash = hashOfSources()
  rmSync(join(root, 'build'), { recursive: true, force: true })
  const remix = join(root, 'node_modules/@remix-run/dev/dist/cli.js')
  const { status, stdout, stderr } = spawnSync(process.execPath, [remix, 'vite:build'], { cwd: root, encoding: 'utf8' })
  if (loud || status !== 0) process.stdout.write(stdout + stderr)
  if (status !== 0) return false
  precompress(join(root, 'build/client/assets'))
  writeFileSync(stamp, hash)
  return true
}

/** Builds the pages unless they are built already; ends the process when that fails. */
export function ensureBuilt(): void {
  if (!isBuilt() && !build()) process.exit(1)
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  for (const file of globSync(SOURCES, { cwd: root }).sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
