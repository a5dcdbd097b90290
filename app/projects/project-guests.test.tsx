import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, it } from 'vitest'
import { wordsFor } from '../i18n.ts'
import { ProjectGuests } from './project-aside.tsx'

const petra = { id: '1', name: 'Petra' }
const shown = (people: (typeof petra)[], suspended: (typeof petra)[]) =>
  renderToStaticMarkup(
    createElement(
      I18nextProvider,
      { i18n: wordsFor('en') },
      createElement(ProjectGuests, { account: 'Rila', people, suspended }),
    ),
  )

it('[A5] whose access is suspended is named among the client’s people as that, and not called nobody', () => {
  expect(shown([], [petra])).toMatch(/Petra.*Suspended/)
  expect(shown([], [petra])).not.toContain('Nobody')
  expect(shown([petra], [])).not.toContain('Suspended')
  expect(shown([petra], [petra]).match(/Petra/g)).toHaveLength(shown([petra], []).match(/Petra/g)?.length ?? 0)
  expect(shown([], [])).toContain('Nobody of Rila has access.')
})
