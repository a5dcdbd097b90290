import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { describe, expect, it } from 'vitest'
import { CATALOGUE, PROPOSED, ROLES, type ExternalAction, type Kind, type Role } from '#server/access/catalogue.ts'
import { wordsFor } from '../i18n.ts'
import { openedFor, opensMore, RoleOpens } from './role-opens.tsx'

const words = wordsFor('en')
const told = (role: Role, kind?: Kind, whole = false) =>
  renderToStaticMarkup(
    createElement(
      I18nextProvider,
      { i18n: words },
      createElement(RoleOpens, kind ? { role, kind, whole } : { role, whole }),
    ),
  )
const wordOf = (action: string) => {
  const [object, verb] = action.split('.')
  const say = (key: string) => words.t(key, key, { ns: 'settings' })
  return { object: say(`matrix.object.${object}`), verb: say(`matrix.verb.${verb}`) }
}

describe('what a role opens', () => {
  it.each(Object.keys(CATALOGUE) as ExternalAction[])(
    '[A6] [A10] %s stands with the role that opens it, by the words of Permission Management, and with no other',
    (action) => {
      const { object, verb } = wordOf(action)
      const naming = ROLES.filter((role) =>
        told(role)
          .split(/ · |<[^>]+>/)
          .some(
            (part) =>
              part.startsWith(`${object}: `) &&
              part
                .slice(part.indexOf(': ') + 2)
                .split(', ')
                .includes(verb),
          ),
      )
      expect(naming).toEqual([CATALOGUE[action].role])
    },
  )

  it('[A6] says from which role on every contract is open, and that an Owner stays', () => {
    expect(ROLES.filter((role) => told(role).includes('every contract of the account'))).toEqual([80])
    expect(ROLES.filter((role) => told(role).includes('nobody can lower'))).toEqual([90])
  })

  it('[A2] [A6] tells the role that is proposed by what it really opens: nobody climbs through roles that open nothing yet', () => {
    expect(told(40)).toBe('As L10 Basic · later: also invoices and payments')
    expect(told(80)).toContain('As L10 Basic')
    expect(told(90)).toContain('As L80 Admin')
  })

  it('[A6] tells each role that opens nothing more yet by what it is for, in few words: one chooses by need', () => {
    const later = ([20, 30, 40] as const).map((role) => told(role, 'client').replace('As L10 Basic · ', ''))
    expect(new Set(later).size).toBe(3)
    for (const words of later) expect(words).toMatch(/^later: .{5,40}$/)
    expect(told(80, 'collaborator')).toBe('As L10 Basic · nothing more · Only where they are named.')
  })

  it('[A6] [A15] tells all of it to who has it, what lower roles open included', () => {
    expect(told(40, 'client', true)).toBe(told(10, 'client'))
    expect(told(90, 'client', true)).toContain('every contract of the account')
    expect(told(40, 'client', true)).not.toContain('every contract of the account')
  })

  it('[A2] [A6] proposes the role that opens what L40 does, and tells which open nothing more', () => {
    expect(PROPOSED).toBe(10)
    const more = (kind: Kind) => ROLES.filter((role) => opensMore(role, { kind }))
    expect(more('client')).toEqual([10, 80, 90])
    expect(more('collaborator')).toEqual([10, 90])
  })

  it('[A10] follows the ticks of the kind that is chosen, as they are now', () => {
    expect(openedFor(10, { kind: 'client', empty: ['task.comment/client'] })).not.toContain('task.comment')
    expect(openedFor(10, { kind: 'client', empty: ['task.comment/supplier'] })).toContain('task.comment')
    expect(openedFor(10, { kind: 'collaborator', empty: [] })).toContain('note.view')
  })

  it('[A10] leaves out what is ticked for other kinds only', () => {
    expect(told(10, 'client')).toContain('Note: ')
    expect(told(10, 'collaborator')).not.toContain('Note: ')
  })
})
