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

await whatItShows()
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

/**
 * Waits until what the page shows is decoded. The framework does that when it is first rendered, before any hook of its own, and has React wait at its
 * root: a key or a press in that moment would end React's work for good ("Root did not complete"), and the page would never come to life.
 */
async function whatItShows(): Promise<void> {
  try {
    RemixBrowser({})
  } catch (waiting) {
    await waiting
  }
}
