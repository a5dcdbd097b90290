import { useFetcher } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LastSave } from '#server/settings/last-save.ts'

/** It is asked so often, and for so long, how many screens have answered. Ms. */
const EVERY = 400
const TIMES = 12

/**
 * What came of a Save: whom it concerns, and how many open screens were told, counted as they answer. `of` changes with each Save. Safety waits
 * for none of this: "Saved" means in force.
 */
export function CameOf({ of, people = true }: { of: unknown; people?: boolean }) {
  const { t } = useTranslation('settings')
  const { load, data } = useFetcher<LastSave | null>()
  const ask = useRef(load)
  useEffect(() => {
    ask.current = load
  })
  useEffect(() => {
    let left = TIMES
    const timer = setInterval(() => {
      ask.current('/s/live/last-save')
      if (--left <= 0) clearInterval(timer)
    }, EVERY)
    return () => clearInterval(timer)
  }, [of])
  if (!data) return null
  const { effect, told, answered } = data
  return (
    <span className="text-soft">
      {people && effect && effect.people > 0 && (
        <>
          {t('in_effect', { count: effect.people })}, {t('online', { count: effect.online })}
          {' · '}
        </>
      )}
      {told === 0 ? t('no_screens') : t('screens', { count: told, answered })}
    </span>
  )
}
