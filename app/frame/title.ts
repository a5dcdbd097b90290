import type { ParseKeys } from 'i18next'
import { wordsFor } from '../i18n.ts'
import type { english } from '../locales/resources.ts'

/** A key of `common`, or of another namespace as `auth:sign_in.title`. */
type AnyKey = ParseKeys | { [Name in keyof typeof english]: `${Name}:${ParseKeys<Name>}` }[keyof typeof english]

/** A page's `meta`: its own words by key, then the portal's name. Names of records come through `titledAs`. */
export const titled = (key: AnyKey | null) => titledAs(key && wordsFor('en').t(key))

/** A page's `meta` with a name that is data. */
export const titledAs = (name: string | null | undefined) => {
  const brand = wordsFor('en').t('brand')
  return [{ title: name ? `${name} · ${brand}` : brand }]
}
