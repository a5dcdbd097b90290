import { useEffect, useState } from 'react'
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
  const [data, setData] = useState<LastSave | null>(null)
  useEffect(() => {
    const leaving = new AbortController()
    let left = TIMES
    let timer = setTimeout(ask, EVERY)
    function ask() {
      fetch('/s/live/last-save', { headers: { Accept: 'application/json' }, signal: leaving.signal })
        .then(async (answer) => {
          if (answer.ok) setData((await answer.json()) as LastSave | null)
        })
        // It is asked again.
        .catch(() => undefined)
        .finally(() => {
          if (--left > 0 && !leaving.signal.aborted) timer = setTimeout(ask, EVERY)
        })
    }
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [of])
  if (!data) return null
  const { effect, told, answered } = data
  return (
    <span className="text-soft">
      {people && effect && effect.people > 0 && (
        <>
          {t('in_effect', { count: effect.people, online: effect.online })}
          {' · '}
        </>
      )}
      {told === 0 ? t('no_screens') : t('screens', { count: told, answered })}
    </span>
  )
}
