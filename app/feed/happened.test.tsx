import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import type { EntryView } from '#server/feed/views.ts'
import { wordsFor } from '../i18n.ts'
import { FeedContext, type FeedScene } from './feed-context.ts'
import { HappenedLine } from './happened.tsx'

const at = '2026-05-02T10:00:00.000000Z'
const author = { id: 'mila', name: 'Mila Hristova', kind: 'staff', account: null }

function said(kind: FeedScene['subject']['kind'], happened: NonNullable<EntryView['happened']>): string {
  const scene = { subject: { kind, id: 'x' }, people: [], audience: [], hostName: 'Northlight' }
  const line = createElement(HappenedLine, { entry: { at, author } as unknown as EntryView, happened })
  const within = createElement(FeedContext.Provider, { value: scene as unknown as FeedScene }, line)
  const html = renderToStaticMarkup(createElement(I18nextProvider, { i18n: wordsFor('en') }, within))
  return html.replaceAll(/<[^>]*>|[\u2066-\u2069]/g, '')
}

describe('what happened', () => {
  it('[B6] a new version of a contract’s text is told with its number', () => {
    expect(said('contract', { what: 'edited', to: '3' })).toContain('Mila Hristova saved version 3 of the text')
    expect(said('contract', { what: 'edited' })).toContain('Mila Hristova changed the text')
  })

  it('[B6] what was edited of a task is told by its name', () => {
    expect(said('task', { what: 'edited', to: 'title' })).toContain('Mila Hristova changed the title')
  })

  it('[B6] says it in general terms where nobody has words for it', () => {
    expect(said('contract', { what: 'folded', to: '3' })).toContain('Mila Hristova changed something')
  })
})
