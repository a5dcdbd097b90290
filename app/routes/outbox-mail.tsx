import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { readMail } from '#server/mail/queries.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { Card, Fact, Facts } from '~/ui/card.tsx'
import { Copy } from '~/ui/copy.tsx'
import { Notice } from '~/ui/notice.tsx'
import { Status } from '~/ui/status.tsx'
import { Time } from '~/ui/time.tsx'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.subject)

export const loader = ({ context, params }: LoaderFunctionArgs) => readMail(callerOf(context), params.mail ?? '')

export default function OutboxMail() {
  const mail = useLoaderData<typeof loader>()
  const { t } = useTranslation(['outbox', 'settings'])
  const base = useBase()
  return (
    <Page
      title={mail.subject}
      crumbs={[
        { label: t('settings:title'), to: `${base}/settings` },
        { label: t('outbox:title'), to: `${base}/settings/outbox` },
      ]}
      beside={<Status of="mail" is={mail.state} />}
    >
      {mail.error && (
        <Notice tone="warn" title={t('outbox:error')}>
          {mail.error}
        </Notice>
      )}
      <Facts>
        <Fact name={t('outbox:recipient')}>
          <bdi className="break-all">{mail.to}</bdi>
        </Fact>
        <Fact name={t('outbox:written')}>
          <Time at={mail.at} as="moment" />
          {mail.attempts > 0 && ` · ${t('outbox:tries', { count: mail.attempts })}`}
        </Fact>
        {mail.link && (
          <Fact name={t('outbox:link')}>
            {/* Opened by the person it is for, elsewhere: never sends along where it was found. */}
            <a href={mail.link} rel="noreferrer" className="link break-all">
              {mail.link}
            </a>{' '}
            <Copy text={mail.link} label={t('outbox:copy')} done={t('outbox:copied')} />
          </Fact>
        )}
      </Facts>
      <Card className="p-5">
        <p dir="auto" className="leading-relaxed break-words whitespace-pre-wrap">
          {mail.text}
        </p>
      </Card>
    </Page>
  )
}
