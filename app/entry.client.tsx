import { RemixBrowser } from '@remix-run/react'
import { startTransition, StrictMode } from 'react'
import { hydrateRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { ForgetSent } from './frame/forget-sent.tsx'
import { followPages } from './frame/left-behind.ts'
import { wordsFor } from './i18n.ts'
import { patientFetch } from './live/patient-fetch.ts'
import { refusals, withRefusals } from './words/refusals.ts'

window.fetch = withRefusals(patientFetch(window.fetch.bind(window)))
followPages()
void refusals()
// Needed when nothing can be had.
void import('./live/unsent.ts')

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={wordsFor(document.documentElement.lang)}>
        <RemixBrowser />
        <ForgetSent />
      </I18nextProvider>
    </StrictMode>,
  )
})
