import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { firstLoads } from './first-load.ts'

const folder = mkdtempSync(join(tmpdir(), 'portico-first-load-'))
afterAll(() => rmSync(folder, { recursive: true }))

const script = (length: number) =>
  Array.from({ length }, (_, nth) => String.fromCharCode(33 + ((nth * nth) % 90))).join('')
const MAIN = ['home', 'projects', 'project', 'task', 'contracts', 'contract', 'accounts', 'account', 'settings']

function built(missing?: string) {
  mkdirSync(join(folder, 'assets'), { recursive: true })
  const files = { entry: script(900), shared: script(500), frame: script(300), page: script(200) }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `assets/${name}.js`), text)
  const page = { module: '/assets/page.js', imports: ['/assets/shared.js'], parentId: 's' }
  const routes = {
    root: { module: '/assets/frame.js', imports: ['/assets/shared.js'] },
    s: { module: '/assets/frame.js', imports: [], parentId: 'root' },
    ...Object.fromEntries(MAIN.filter((name) => name !== missing).map((name) => [`s/${name}`, page])),
  }
  const manifest = { entry: { module: '/assets/entry.js', imports: ['/assets/shared.js'] }, routes }
  writeFileSync(join(folder, 'assets/manifest-1.js'), `window.__remixManifest=${JSON.stringify(manifest)};`)
  return Object.values(files).reduce((sum, text) => sum + gzipSync(text).length, 0)
}

describe('the script of a first load', () => {
  it('is the entry, the routes around a page and what they import, each file once', () => {
    const bytes = built()
    expect(firstLoads(folder)).toEqual(MAIN.map((page) => ({ page, bytes })))
  })

  it('is not measured without a page that counts', () => {
    built('task')
    expect(() => firstLoads(folder)).toThrow('The build has no page task.')
  })
})
