import { useTranslation } from 'react-i18next'
import type { Words } from '#server/platform/errors.ts'

/** Says words that come from the server. A key without words is said in general terms: nobody should read a key. */
export function useWords(): (words: Words) => string {
  const { t, i18n } = useTranslation('errors')
  return ({ key, values }) => (i18n.exists(key, { ns: 'errors' }) ? t(key as 'invalid', values ?? {}) : t('unknown'))
}
