import { createElement, type ContextType } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { wordsFor } from '../i18n.ts'
import { FrameContext } from './frame-context.ts'
import { ReachNote } from './reach-note.tsx'

const now = Date.parse('2026-11-28T12:00:00Z')
const shown = (daysBack: number | null, props: Parameters<typeof ReachNote>[0]) =>
  renderToStaticMarkup(
    createElement(
      I18nextProvider,
      { i18n: wordsFor('en') },
      createElement(
        FrameContext.Provider,
        { value: { frame: { grant: { daysBack }, now } } as ContextType<typeof FrameContext> },
        createElement(ReachNote, props),
      ),
    ),
  )

describe('the note that what is earlier is not shown', () => {
  it('[A7] [S3] stands wherever something could be earlier than one’s days back, and nowhere else', () => {
    expect(shown(90, { since: '2026-08-30T12:00:00Z' })).toBe('')
    expect(shown(90, { since: '2026-08-30T11:59:59.999Z' })).toContain('90 days back')
    expect(shown(90, {})).toContain('90 days back')
    expect(shown(null, { since: '2020-01-01T00:00:00Z' })).toBe('')
  })

  it('[A7] says of files that it speaks of files', () => {
    expect(shown(1, { since: '2026-11-01T00:00:00Z', of: 'files' })).toContain('Files from before 1 day ago')
  })
})
