import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, it } from 'vitest'
import { wordsFor } from '../i18n.ts'
import { SaidBy } from './said-by.tsx'

const said = (by: string, mine: boolean, kind: 'direct' | 'project', title: string) => {
  const conversation = { id: 'x', kind, title, account: null, face: 'x', closed: false }
  const line = createElement(SaidBy, { by, mine, conversation })
  return renderToStaticMarkup(createElement(I18nextProvider, { i18n: wordsFor('en') }, line)).replace(
    /[\u2068\u2069]/g,
    '',
  )
}

it('[C2] a message that was found says who said it and where, and no name twice', () => {
  expect(said('Mila Hristova', false, 'direct', 'Mila Hristova')).toBe('Mila Hristova')
  expect(said('Ана Петрова', true, 'direct', 'Mila Hristova')).toBe('You to Mila Hristova')
  expect(said('Adam Reed', false, 'direct', 'Mila Hristova')).toBe('Adam Reed in Mila Hristova')
  expect(said('Mila Hristova', false, 'project', 'Rila spa')).toBe('Mila Hristova in Rila spa')
  expect(said('Ана Петрова', true, 'project', 'Rila spa')).toBe('You in Rila spa')
})
