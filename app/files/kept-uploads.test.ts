import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forgetUploads, keepUpload, keptFor, keptUpload, printOf } from './kept-uploads.ts'

/** A browser's storage, which `Object.keys` lists as a browser's does. */
beforeEach(() => {
  const storage: Record<string, unknown> = {}
  const hidden = (value: unknown) => ({ value, enumerable: false })
  Object.defineProperties(storage, {
    getItem: hidden((key: string) => storage[key] ?? null),
    setItem: hidden((key: string, value: string) => (storage[key] = value)),
    removeItem: hidden((key: string) => Reflect.deleteProperty(storage, key)),
  })
  vi.stubGlobal('window', { localStorage: storage })
})

const TO = '/g/1/tasks/2/files'
const paper = (name = 'Dismissal of Boris.pdf', lastModified = 1) =>
  new File(['content'], name, { type: 'application/pdf', lastModified })
const kept = (to = TO, at = Date.now()) => ({ url: '/g/1/uploads/3', to, size: 7, sent: 0.5, at })

describe('what a browser keeps of a file that is half-way', () => {
  it('[S27] finds the same file again, for the same place only', () => {
    expect(printOf(paper(), TO)).toBe(printOf(paper(), TO))
    const others = [
      printOf(paper('b.pdf'), TO),
      printOf(paper(undefined, 2), TO),
      printOf(paper(), '/g/1/tasks/4/files'),
    ]
    expect(new Set([printOf(paper(), TO), ...others]).size).toBe(4)
    keepUpload(printOf(paper(), TO), kept())
    expect(keptFor(TO).map(({ print }) => print)).toEqual([printOf(paper(), TO)])
    expect(keptFor('/g/1/tasks/4/files')).toEqual([])
  })

  it('[F2] has no name in it and nothing of the content, and is gone at sign-out', () => {
    window.localStorage.setItem('portico:draft:1', 'a draft stays')
    keepUpload(printOf(paper(), TO), kept())
    const all = JSON.stringify(window.localStorage)
    expect(all).not.toMatch(/Dismissal|Boris|content/)
    forgetUploads()
    expect(Object.keys(window.localStorage)).toEqual(['portico:draft:1'])
  })

  it('[S27] is forgotten when the server has forgotten it', () => {
    const print = printOf(paper(), TO)
    keepUpload(print, kept(TO, Date.now() - 25 * 60 * 60 * 1000))
    expect(keptUpload(print)).toBeNull()
    expect(keptFor(TO)).toEqual([])
  })
})
