import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import type { Person } from '#server/feed/people.ts'
import { wordsFor } from '../i18n.ts'
import { AudienceLine } from './audience-line.tsx'
import { FeedContext, type FeedScene } from './feed-context.ts'

const ana: Person = { id: 'ana', name: 'Ана Петрова', kind: 'external', account: 'Rila Hotels' }
const vera: Person = { id: 'vera', name: 'Вера Стоянова', kind: 'external', account: 'Rila Hotels' }
const mila: Person = { id: 'mila', name: 'Mila Hristova', kind: 'staff', account: null }

const shown = (teamOnly: boolean, kind: FeedScene['subject']['kind'] = 'task', later: Person[] = []) =>
  renderToStaticMarkup(
    createElement(
      I18nextProvider,
      { i18n: wordsFor('en') },
      createElement(
        FeedContext.Provider,
        {
          value: {
            subject: { kind, id: 'x' },
            address: '',
            me: { id: 'ana', name: ana.name, staff: false },
            people: [ana, vera, mila],
            hostName: 'Northlight',
            open: true,
            only: null,
            audience: [vera],
            later,
          },
        },
        createElement(AudienceLine, { teamOnly }),
      ),
    ),
  )

describe('the line above a composer', () => {
  it('[B7] opens to every reader by name, those of the team among them', () => {
    const [line = '', all = ''] = shown(false).split('</summary>')
    expect(line).toContain('1 of Northlight')
    expect(line).not.toContain('Mila')
    expect(all).toContain('Вера Стоянова')
    expect(all).toContain('Rila Hotels')
    expect(all).toContain('Mila Hristova')
    expect(all).not.toContain('Ана Петрова')
  })

  it('[A20] [B7] says who of the host may read without being in it: admins a task, everybody a contract', () => {
    expect(shown(false)).toMatch(/The admins of .*Northlight/)
    expect(shown(false, 'contract')).toMatch(/Others who work at .*Northlight/)
    expect(shown(false, 'contract')).toMatch(/Will be read by .*and .*everyone at Northlight/)
  })

  it('[B7] [F9] says of what is in Draft that those outside read it once it leaves Draft', () => {
    const inDraft = shown(false, 'contract', [vera])
    expect(inDraft).toMatch(/Will be read by .*everyone at Northlight.*; by .*Вера Стоянова.* once it leaves Draft/)
    expect(shown(false, 'contract')).not.toContain('Draft')
    expect(shown(true, 'task', [vera])).not.toContain('Вера Стоянова')
  })

  it('[B7] [F9] is one sentence in each case', () => {
    const inDraft = shown(false, 'task', [vera])
    expect(inDraft).toMatch(
      /Will be read by [^;]*1 of Northlight[^;]*; by [^;]*Вера Стоянова[^;]* once it leaves Draft/,
    )
    expect(inDraft).not.toContain('{{')
  })

  it('[B6] names nobody from outside where only the team reads', () => {
    expect(shown(false)).toContain('Вера Стоянова')
    expect(shown(true)).not.toContain('Вера Стоянова')
    expect(shown(true)).toContain('Mila Hristova')
  })
})
