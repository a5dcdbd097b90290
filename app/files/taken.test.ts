import { describe, expect, it } from 'vitest'
import type { Words } from '#server/platform/errors.ts'
import { claimedKind } from '#server/files/inspect.ts'
import { ACCEPT, kindNamed } from '#server/files/kinds.ts'
import { cleanName } from '#server/files/names.ts'
import { refusalOf } from './taken.ts'

const taken = { accept: ACCEPT, largest: 2_000_000 }
const fileOf = (name: string, size = 1) => new File([new Uint8Array(size)], name)

/** What the server says of such a name. */
function said(name: string): Words | null {
  const clean = cleanName(name)
  try {
    claimedKind(clean, kindNamed(clean)?.mediaType ?? '')
    return null
  } catch (error) {
    return (error as { fields: { file: Words } }).fields.file
  }
}

describe('what a page refuses before it is sent', () => {
  it.each(['a.pdf', 'A.PDF', 'снимка.jpeg', 'plan.svg', 'photos.zip', 'tool.exe', 'none', 'a.pdf. ', '.txt'])(
    '[S28] %s is what the server refuses, in its words',
    (name) => {
      const here = refusalOf(fileOf(name), taken)
      const there = said(name)
      expect(here && { ...here, values: { ...here.values, name: cleanName(name) } }).toEqual(there)
    },
  )

  it('[S27] is what has nothing in it, and what is larger than is taken', () => {
    expect(refusalOf(fileOf('a.txt', 0), taken)?.key).toBe('file_empty')
    expect(refusalOf(fileOf('a.txt', 2_000_001), taken)).toEqual({
      key: 'file_too_large',
      values: { name: 'a.txt', mb: 2 },
    })
    expect(refusalOf(fileOf('a.txt', 2_000_000), taken)).toBeNull()
  })
})
