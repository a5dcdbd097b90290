import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import type { EntryView } from '#server/feed/views.ts'
import { wordsFor } from '../i18n.ts'
import { FeedContext, type FeedScene } from './feed-context.ts'
import { HappenedLine } from './happened.tsx'

const scene = (kind: FeedScene['subject']['kind']): FeedScene => ({
  subject: { kind, id: 'x' },
  address: '',
  me: { id: 'ana', name: 'Ana', staff: false },
  people: [],
  hostName: 'Northlight',
  open: true,
  only: null,
  audience: [],
})

function told(kind: FeedScene['subject']['kind'], happened: Partial<NonNullable<EntryView['happened']>>): string {
  const entry = { at: '2026-11-02T10:00:00.000Z', author: { name: 'Victor' } } as EntryView
  const line = createElement(HappenedLine, { entry, happened: happened as NonNullable<EntryView['happened']> })
  const shown = createElement(FeedContext.Provider, { value: scene(kind) }, line)
  // Names stand between marks that keep their direction.
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: wordsFor('en') }, shown)).replace(
    /[\u2066-\u2069]/g,
    '',
  )
}

describe('what happened, in words', () => {
  it('[D2] a contract’s text that was written anew is told with its version', () => {
    expect(told('contract', { what: 'edited', to: '2' })).toContain('Victor changed the text: it is version 2 now')
  })

  it('[B6] what was edited of a task is told by its name', () => {
    expect(told('task', { what: 'edited', to: 'title' })).toContain('Victor changed the title')
    expect(told('task', { what: 'never heard of' })).toContain('changed something')
  })
})
