import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Effect } from '#server/settings/people-bound.ts'
import { useRefused } from '~/ui/refused.tsx'
import { CameOf } from './came-of.tsx'
import type { Saving } from '~/ui/save-bar.tsx'

/** A control that is in force as soon as it is pressed: sends its form, and tells what came of it. */
export function useSaving(effect: Effect) {
  const { t } = useTranslation('contracts')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data ?? null)
  const saving: Saving =
    fetcher.state === 'submitting'
      ? { state: 'saving' }
      : refused.words
        ? { state: 'refused', words: refused.words }
        : fetcher.data
          ? {
              state: 'saved',
              effect: (
                <>
                  {t('settings.effect', { count: effect.people })}, {t('settings.online', { count: effect.online })} ·{' '}
                  <CameOf of={fetcher.data} people={false} />
                </>
              ),
            }
          : { state: 'idle' }
  return { fetcher, saving }
}
