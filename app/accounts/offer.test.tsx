import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, it } from 'vitest'
import { wordsFor } from '../i18n.ts'
import { ClockContext } from '../ui/time.tsx'
import { MailOf } from './offer.tsx'
import type { OfferView } from './types.ts'

const at = '2026-11-29T04:21:00.000Z'
const said = (mail: Pick<OfferView, 'mail' | 'invitedAt'>) =>
  renderToStaticMarkup(
    createElement(
      I18nextProvider,
      { i18n: wordsFor('en') },
      createElement(
        ClockContext.Provider,
        { value: { timeZone: 'UTC', now: new Date(at).getTime() } },
        createElement(MailOf, { offer: mail as OfferView }),
      ),
    ),
  ).replace(/<[^>]+>/g, '')

it('[A2] [A8] what became of the mail is told with its moment, also of what is written now', () => {
  expect(said({ mail: { state: 'kept', at }, invitedAt: at })).toMatch(
    /^Not mailed: no mail server\. Kept in the Outbox since Nov 29, 4:21\sAM$/,
  )
  expect(said({ mail: { state: 'sent', at }, invitedAt: at })).toMatch(/^The mail left on Nov 29, 4:21\sAM$/)
  expect(said({ mail: { state: 'waiting', at: null }, invitedAt: at })).toBe('The mail is about to leave. ')
})
