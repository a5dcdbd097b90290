import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { Columns } from './columns.tsx'
import type { Failed } from './failed.ts'
import { useWords } from './words.ts'

/** A whole page that says, in plain words, why the asked-for one is not shown, and the way on. */
export function KindPage({ failed: { status, words } }: { failed: Failed }) {
  const { t } = useTranslation()
  const say = useWords()
  const title = useTitle(words.key, status)
  const { reference, contact } = words.values ?? {}
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col justify-center gap-4 px-6 py-12">
      <Columns className="size-10 text-accent" />
      <h1 className="mt-2 text-title">{title}</h1>
      <p className="text-soft">{say(words)}</p>
      {contact !== undefined && <p className="text-soft">{t('kind.contact', { contact })}</p>}
      {reference !== undefined && (
        <p className="text-small text-faint">
          {t('kind.reference')} <code className="font-mono text-ink">{reference}</code>
        </p>
      )}
      <p className="mt-2">
        {status >= 500 ? (
          <a href="" className="link">
            {t('kind.again')}
          </a>
        ) : (
          <Link to="/" className="link">
            {t('kind.home')}
          </Link>
        )}
      </p>
    </main>
  )
}

/** The title made for this reason, else the one for its kind. */
function useTitle(key: string, status: number): string {
  const { t, i18n } = useTranslation()
  if (i18n.exists(`kind.title.${key}`)) return t(`kind.title.${key}` as 'kind.title.failed')
  return t(status >= 500 ? 'kind.title.failed' : status === 404 ? 'kind.title.not_found' : 'kind.title.not_allowed')
}
