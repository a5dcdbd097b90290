import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { wordsFor } from '../i18n.ts'
import { Said } from './said.tsx'

it('a time stands in its sentence where the words put it, at the end or in the middle', () => {
  const [contracts, tasks] = [wordsFor('en').getFixedT('en', 'contracts'), wordsFor('en').getFixedT('en', 'tasks')]
  const said = (say: (place: string) => string) =>
    renderToStaticMarkup(createElement(Said, { say, children: createElement('b', null, '5 May') }))
  expect(said((when) => contracts('approved_at', { when }))).toBe('Approved <b>5 May</b>')
  expect(said((day) => tasks('made_by', { day, name: 'Mila' }))).toBe('<b>5 May</b> by Mila')
})
