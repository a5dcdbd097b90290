import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData } from '@remix-run/react'
import { UserSearch } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { listPartners } from '#server/conversations/partners.ts'
import { look } from '#server/platform/look.ts'
import { Face } from '~/chat/conversation-rows.tsx'
import { ReadOnly } from '~/chat/read-only.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FilterBar } from '~/ui/filter-bar.tsx'

export const meta = () => titled('chat:new')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  look(callerOf(context), (here) => listPartners(here, new URL(request.url).searchParams))

/** Whom one may write to; a press opens the conversation, or begins it. */
export default function NewConversation() {
  const { t } = useTranslation('chat')
  const base = useBase()
  const { partners, q, more, readOnly } = useLoaderData<typeof loader>()
  const crumbs = [{ label: t('title'), to: `${base}/conversations` }]
  if (readOnly)
    return (
      <Page title={t('whom')} crumbs={crumbs}>
        <ReadOnly reason={readOnly} />
      </Page>
    )
  return (
    <Page title={t('whom')} crumbs={crumbs}>
      <FilterBar q={q} searchLabel={t('whom_search')} applyLabel={t('find')} />
      <Card className="overflow-clip">
        {partners.length === 0 ? (
          <EmptyState icon={UserSearch} title={t('whom_none')}>
            {t('whom_none_help')}
          </EmptyState>
        ) : (
          <Form method="post" action={`${base}/conversations`}>
            <ul aria-label={t('whom')} className="divide-y divide-line">
              {partners.map(({ kind, title, face, account, opens }) => (
                <li key={`${kind} ${opens.value}`}>
                  <button
                    name={opens.name}
                    value={opens.value}
                    className="flex w-full items-center gap-3 px-4 py-3 text-start transition-colors hover:bg-hover focus-visible:bg-hover"
                  >
                    <Face row={{ face, kind, title }} />
                    <span className="min-w-0 flex-1">
                      <bdi className="block truncate">{title}</bdi>
                      <span className="block truncate text-small text-faint">
                        {t(`kind.${kind}`)}
                        {account && (
                          <>
                            {' · '}
                            <bdi>{account}</bdi>
                          </>
                        )}
                      </span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </Form>
        )}
        {more && <p className="border-t border-line px-4 py-3 text-small text-faint">{t('whom_more')}</p>}
      </Card>
    </Page>
  )
}
