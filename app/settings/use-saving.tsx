import { useFetcher, type Fetcher } from '@remix-run/react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Effect } from '#server/settings/people-bound.ts'
import { isDone, useRefused } from '~/ui/refused.tsx'
import { CameOf } from './came-of.tsx'
import type { Saving } from '~/ui/save-bar.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'

/** How a Save stands, by its fetcher; `effect` says what came of it. */
export function useSavingOf(fetcher: Fetcher<unknown>, effect: () => ReactNode): Saving {
  const refused = useRefused(fetcher.data ?? null)
  if (fetcher.state === 'submitting') return { state: 'saving' }
  if (refused.words) return { state: 'refused', words: refused.words }
  return isDone(fetcher.data) ? { state: 'saved', effect: effect() } : { state: 'idle' }
}

/** A control that is in force as soon as it is pressed: saves its form, and tells what came of it. */
export function useSaving(effect: Effect) {
  const { t } = useTranslation('contracts')
  const fetcher = useFetcher()
  const { save, pressed } = useInTurn(fetcher)
  const saving = useSavingOf(fetcher, () => (
    <>
      {t('settings.effect', { count: effect.people })}, {t('settings.online', { count: effect.online })} ·{' '}
      <CameOf of={fetcher.data} people={false} />
    </>
  ))
  return { Form: fetcher.Form, save, pressed, saving }
}
