import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useSearchParams } from '@remix-run/react'
import { Inbox, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listMails } from '#server/mail/queries.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Button } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Input } from '~/ui/input.tsx'
import { DataList, DataRow, More } from '~/ui/list.tsx'
import { Notice } from '~/ui/notice.tsx'
import { Status } from '~/ui/status.tsx'
import { Time } from '~/ui/time.tsx'

export const meta = () => titled('outbox:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  listMails(callerOf(context), new URL(request.url).searchParams)

export default function Outbox() {
  const { mails, more } = useLoaderData<typeof loader>()
  const { t } = useTranslation(['outbox', 'settings'])
  const base = useBase()
  const { sendsMail } = useFrame().frame
  const [query] = useSearchParams()
  const search = query.get('q') ?? ''
  return (
    <Page title={t('outbox:title')} crumbs={[{ label: t('settings:title'), to: `${base}/settings` }]}>
      <div className="flex flex-col gap-4">
        <p className="text-soft">{t('outbox:lead')}</p>
        {!sendsMail && <Notice title={t('outbox:no_server')}>{t('outbox:no_server_help')}</Notice>}
        <Form className="flex gap-2" role="search">
          <Input
            key={search}
            type="search"
            name="q"
            aria-label={t('outbox:search')}
            placeholder={t('outbox:search')}
            defaultValue={search}
            className="min-w-0"
          />
          <Button icon={Search}>{t('outbox:find')}</Button>
        </Form>
      </div>
      <Card className="overflow-clip">
        {mails.length === 0 ? (
          <EmptyState icon={Inbox} title={t(search ? 'outbox:none_found' : 'outbox:empty')}>
            {!search && t('outbox:empty_lead')}
          </EmptyState>
        ) : (
          <DataList label={t('outbox:list')}>
            {mails.map((mail) => (
              <DataRow
                key={mail.id}
                to={mail.id}
                title={mail.subject}
                note={
                  <>
                    <bdi className="break-all">{t('outbox:to', { address: mail.to })}</bdi>
                    <Time at={mail.at} />
                  </>
                }
                end={<Status of="mail" is={mail.state} />}
              />
            ))}
          </DataList>
        )}
        <More to={more && `?${more}${search ? `&q=${encodeURIComponent(search)}` : ''}`} />
      </Card>
    </Page>
  )
}
