import { createElement, type ContextType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { FrameContext } from '../frame/frame-context.ts'
import { wordsFor } from '../i18n.ts'
import { FilesReach } from './files-reach.tsx'

const frame = (daysBack: number | null) =>
  ({ frame: { grant: { daysBack }, now: Date.parse('2026-11-28T12:00:00Z') } }) as ContextType<typeof FrameContext>

function below(daysBack: number | null, ...notes: string[]): string {
  const line = createElement(FilesReach, { notes: notes.map((at) => ({ at })) })
  const within = createElement(FrameContext.Provider, { value: frame(daysBack) }, line)
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: wordsFor('en') }, within))
}

describe('below the notes that were shared with one', () => {
  const [recent, old] = ['2026-11-20T09:00:00Z', '2026-05-02T09:00:00Z']

  it('[A7] [E8] that files are left out is said once a note is older than one’s days back', () => {
    expect(below(90, recent, old)).toContain('Files from before 90 days ago are not shown to you.')
    expect(below(90, recent)).toBe('')
    expect(below(null, recent, old)).toBe('')
    expect(below(90)).toBe('')
  })
})
