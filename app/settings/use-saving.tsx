import { useFetcher, type Fetcher } from '@remix-run/react'
import type { ChangeEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Effect } from '#server/settings/people-bound.ts'
import { isDone, useRefused, type Sent } from '~/ui/refused.tsx'
import { CameOf } from './came-of.tsx'
import type { Saving } from '~/ui/save-bar.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'

/** How a Save stands, by its fetcher and what tells its form from the others of the page; `effect` says what came of it. */
export function useSavingOf(fetcher: Fetcher<unknown>, form: Sent, effect: () => ReactNode): Saving {
  const refused = useRefused(fetcher.data, form)
  if (fetcher.state === 'submitting') return { state: 'saving' }
  if (refused.words) return { state: 'refused', words: refused.words }
  return isDone(fetcher.data) ? { state: 'saved', effect: effect() } : { state: 'idle' }
}

/**
 * Controls that are in force as soon as they are pressed: `press` saves their form, `saving` tells what came of it. They show `pressed` where
 * there is any, else what is saved: so they fall back when they were refused.
 */
export function useSaving(form: Sent, effect: Effect) {
  const { t } = useTranslation('contracts')
  const fetcher = useFetcher()
  const { save, pressed } = useInTurn(fetcher)
  const saving = useSavingOf(fetcher, form, () => (
    <>
      {t('settings.effect', { count: effect.people, online: effect.online })}
      {' · '}
      <CameOf of={fetcher.data} people={false} />
    </>
  ))
  const press = ({ target }: ChangeEvent<HTMLInputElement>) => save(new FormData(target.form ?? undefined))
  return { Form: fetcher.Form, press, pressed, saving }
}
