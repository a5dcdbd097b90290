import { useEffect, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { Words } from '#server/platform/errors.ts'
import { areComing, refusals, whenRefusalsCome } from '../words/refusals.ts'

/** Says words that come from the server. A key without words is said in general terms: nobody should read a key. */
export function useWords(): (words: Words) => string {
  const { t, i18n } = useTranslation()
  const areHere = () => i18n.exists('invalid', { ns: 'errors' })
  const wakes = useRef(false)
  useSyncExternalStore(whenRefusalsCome, areHere, () => {
    wakes.current = true
    return areHere()
  })
  useEffect(() => {
    wakes.current = false
  }, [])
  return ({ key, values }) => {
    // What the server wrote stays as it is until the same can be said here; React waits for what is thrown.
    if (wakes.current && !areHere() && areComing()) throw refusals()
    return i18n.exists(key, { ns: 'errors' }) ? t(`errors:${key}` as 'refused', values ?? {}) : t('refused')
  }
}
