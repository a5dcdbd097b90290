import { Form, Link } from '@remix-run/react'
import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isolated } from '../feed/names.ts'
import { Button } from '../ui/button.tsx'
import { Columns } from './columns.tsx'
import type { Failed } from './failed.ts'
import { soon, useLookAgain } from './look-again.ts'
import { useWords } from './words.ts'

/** A whole page that says, in plain words, why the asked-for one is not shown, and the way on. */
export function KindPage({ failed }: { failed: Failed }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-120 flex-col justify-center gap-4 px-6 py-12">
      <Columns className="size-10 text-accent" />
      <KindWords failed={failed} />
    </main>
  )
}

function KindWords({ failed: { status, words, shut } }: { failed: Failed }) {
  const { t } = useTranslation()
  const say = useWords()
  const title = useTitle(words.key, status)
  const { reference, host, person, contact } = words.values ?? {}
  useLookAgain(shut === true, soon)
  return (
    <>
      <h1 className="mt-2 text-title">{title}</h1>
      <p className="text-soft">{say(words)}</p>
      {host !== undefined && (
        <p className="text-soft">
          {person === undefined
            ? t('kind.ask', { host })
            : t('kind.ask_person', { person: isolated(String(person)), host })}
        </p>
      )}
      {contact !== undefined && <p className="text-soft">{t('kind.contact', { contact })}</p>}
      {reference !== undefined && (
        <p className="text-small text-faint">
          {t('kind.reference')} <code className="font-mono text-ink">{reference}</code>
        </p>
      )}
      {shut ? (
        <Shut />
      ) : (
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
      )}
    </>
  )
}

/** The ways on where nothing of the portal opens: another access one has, if there is one, or out. */
function Shut() {
  const { t } = useTranslation()
  return (
    <div className="mt-2 flex flex-wrap items-center gap-4">
      <Form method="post" action="/sign-out">
        <Button icon={LogOut}>{t('frame.sign_out')}</Button>
      </Form>
      <a href="/" className="link">
        {t('kind.look_again')}
      </a>
    </div>
  )
}

/** What stands in the frame where a page is not shown: the line goes on, so that the page comes by itself when it is opened. */
export function KindInFrame({ failed, closed }: { failed: Failed; closed: { host: string } | null }) {
  const { t } = useTranslation()
  return (
    <div className="mx-auto flex max-w-120 flex-col gap-4 py-12">
      {closed && failed.status === 404 ? (
        <>
          <h1 className="mt-2 text-title">{t('kind.title.closed_part')}</h1>
          <p className="text-soft">{t('kind.closed_part', closed)}</p>
          <p className="mt-2">
            <Link to="/" className="link">
              {t('kind.home')}
            </Link>
          </p>
        </>
      ) : (
        <KindWords failed={failed} />
      )}
    </div>
  )
}

/** The title made for this reason, else the one for its kind. */
function useTitle(key: string, status: number): string {
  const { t, i18n } = useTranslation()
  if (i18n.exists(`kind.title.${key}`)) return t(`kind.title.${key}` as 'kind.title.failed')
  return t(status >= 500 ? 'kind.title.failed' : status === 404 ? 'kind.title.not_found' : 'kind.title.not_allowed')
}
