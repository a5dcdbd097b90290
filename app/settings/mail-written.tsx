import { Link, useLocation, useSearchParams } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LastWritten } from '#server/mail/last-written.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { Copy } from '~/ui/copy.tsx'

/** A link is made when its mail is taken out of the queue: it is asked for so often, and so many times. Ms. */
const EVERY = 400
const TIMES = 12

/**
 * What becomes of the mail that was just written: sent, or kept where there is no mail server. Who may open the Outbox finds its link here, to pass on;
 * all others are told whom to ask. `of`: the invitation or the person it is about, by default as the address says.
 */
export function MailWritten({ of }: { of?: string }) {
  const [query] = useSearchParams()
  const { key } = useLocation()
  const about = of ?? query.get('mail')
  // What was found of one mail is never shown of the next, be it to the same person.
  return <Written key={`${key} ${about ?? ''}`} about={about} />
}

function Written({ about }: { about: string | null }) {
  const { t, i18n } = useTranslation('outbox')
  const { sendsMail, places } = useFrame().frame
  const found = useWritten(sendsMail ? null : about)
  if (sendsMail) return <>{t('on_its_way')}</>
  if (!places.includes('settings')) {
    const names = new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(found?.ask ?? [])
    return <>{names ? t('not_sent_ask', { names }) : t('not_sent')}</>
  }
  return (
    <>
      {t('kept')}{' '}
      <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
        {found?.mail && <Copy text={found.mail.link} label={t('copy_link')} done={t('copied')} />}
        <Link to={`/s/settings/outbox${found?.mail ? `/${found.mail.id}` : ''}`} className="link">
          {t(found?.mail ? 'open_mail' : 'open')}
        </Link>
      </span>
    </>
  )
}

function useWritten(of: string | null): LastWritten | null {
  const [found, setFound] = useState<LastWritten | null>(null)
  useEffect(() => {
    if (!of) return
    const leaving = new AbortController()
    let left = TIMES
    let timer = setTimeout(ask, 0)
    function ask() {
      fetch(`/s/live/last-mail?of=${of}`, { headers: { Accept: 'application/json' }, signal: leaving.signal })
        .then(async (answer) => {
          const written = answer.ok ? ((await answer.json()) as LastWritten) : null
          if (written) setFound(written)
          if (!written?.mail && !written?.ask.length) again()
        })
        .catch(again)
    }
    function again() {
      if (--left > 0 && !leaving.signal.aborted) timer = setTimeout(ask, EVERY)
    }
    return () => {
      clearTimeout(timer)
      leaving.abort()
    }
  }, [of])
  return found
}
