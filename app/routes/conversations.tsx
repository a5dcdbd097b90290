import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData, useSearchParams } from '@remix-run/react'
import { MessagesSquare, PenLine, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { openConversationForm } from '#server/conversations/forms.ts'
import { listConversations } from '#server/conversations/list-conversations.ts'
import { openConversation } from '#server/conversations/open-conversation.ts'
import { searchMessages } from '#server/conversations/search-messages.ts'
import { look } from '#server/platform/look.ts'
import { readForm } from '#server/platform/read-form.ts'
import { ownStreamOf } from '#server/streams/own.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { ConversationRows } from '~/chat/conversation-rows.tsx'
import { FoundMessages } from '~/chat/found-messages.tsx'
import { ReadOnly } from '~/chat/read-only.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { ReachNote } from '~/frame/reach-note.tsx'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import type { Apply } from '~/live/snapshot.ts'
import { useLive } from '~/live/use-live.ts'
import { Button, buttonLook, LinkButton } from '~/ui/button.tsx'
import { Card, Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Input } from '~/ui/input.tsx'
import { More } from '~/ui/list.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

export const meta = () => titled('chat:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  look(callerOf(context), async (here) => {
    const query = new URL(request.url).searchParams
    const positions = await positionsOf(here.db, [ownStreamOf(here.viewer)])
    const [list, found] = await Promise.all([listConversations(here, query), searchMessages(here, query)])
    return { positions, list, found }
  })

/** Opens the conversation that a form asks for, and leads there; `write`: with words to go on from. */
export async function action({ context, request }: ActionFunctionArgs) {
  const asked = readForm(openConversationForm, await request.formData())
  const { conversationId } = await openConversation(callerOf(context), asked)
  const { write } = asked
  const query = write ? `?${new URLSearchParams({ write }).toString()}` : ''
  return redirect(`${new URL(request.url).pathname}/${conversationId}${query}`)
}

/** What is said or read anywhere may change the order and the numbers: the list is asked for again. */
const apply: Apply<unknown> = (shown, { fact }) => (fact.startsWith('conversation.') ? null : shown)

export default function Conversations() {
  const { t } = useTranslation('chat')
  const base = useBase()
  const data = useLoaderData<typeof loader>()
  const { list, found } = data
  useLive<unknown>({ streams: data.positions, initial: list, apply })
  const { filter, rows } = list
  const refused = useRefused()
  return (
    <Page
      title={t('title')}
      actions={
        list.readOnly === null && (
          <LinkButton to={`${base}/conversations/new`} look="strong" icon={PenLine}>
            {t('new')}
          </LinkButton>
        )
      }
    >
      {refused.words && <FormError words={refused.words} />}
      {list.readOnly && <ReadOnly reason={list.readOnly} />}
      <div className="flex flex-col gap-3">
        <Form className="flex gap-2" role="search">
          {filter.show !== 'mine' && <input type="hidden" name="show" value={filter.show} />}
          <Input
            key={filter.q}
            type="search"
            name="q"
            maxLength={100}
            aria-label={t('search')}
            placeholder={t('search')}
            defaultValue={filter.q}
            className="min-w-0"
          />
          <Button icon={Search}>{t('find')}</Button>
        </Form>
        <Choices mayLookInto={list.mayLookInto} chosen={filter.show} />
      </div>
      {(rows.length > 0 || found.rows.length === 0) && (
        <Card className="overflow-clip">
          {rows.length === 0 ? (
            <Nothing filter={filter} mayBegin={list.readOnly === null} />
          ) : (
            <ConversationRows rows={rows} />
          )}
          <More to={list.more && withQuery(filter, list.more)} />
        </Card>
      )}
      {list.lookedThrough !== null && list.more === null && <LookedThrough most={list.lookedThrough} />}
      {found.rows.length > 0 && (
        <Section title={t('found')} kind="list">
          <FoundMessages found={found} />
        </Section>
      )}
      {filter.q !== '' && found.more === null && <ReachNote />}
    </Page>
  )
}

interface Filter {
  show: string
  q: string
}

function withQuery({ show, q }: Filter, more: string): string {
  const query = new URLSearchParams(more)
  if (q) query.set('q', q)
  if (show !== 'mine') query.set('show', show)
  return `?${query.toString()}`
}

function Choices({ mayLookInto, chosen }: { mayLookInto: boolean; chosen: string }) {
  const { t } = useTranslation('chat')
  const [query] = useSearchParams()
  const shows = ['mine', 'unread', ...(mayLookInto ? (['all'] as const) : [])] as const
  const q = query.get('q')
  return (
    <nav aria-label={t('show')} className="flex flex-wrap gap-1">
      {shows.map((show) => (
        <Link
          key={show}
          to={`?${new URLSearchParams({ ...(show === 'mine' ? {} : { show }), ...(q ? { q } : {}) }).toString()}`}
          aria-current={chosen === show ? 'true' : undefined}
          className={buttonLook({ look: chosen === show ? 'normal' : 'plain', size: 'small' })}
        >
          {t(`shown.${show}`)}
        </Link>
      ))}
    </nav>
  )
}

/** That a list which ends here may have more that is older. */
function LookedThrough({ most }: { most: number }) {
  const { t, i18n } = useTranslation('chat')
  return (
    <p className="text-center text-small text-faint">
      {t('looked_through', { most: new Intl.NumberFormat(i18n.language).format(most) })}
    </p>
  )
}

function Nothing({ filter, mayBegin }: { filter: Filter; mayBegin: boolean }) {
  const { t } = useTranslation('chat')
  const base = useBase()
  const bare = filter.q === '' && filter.show === 'mine'
  return (
    <EmptyState
      icon={MessagesSquare}
      title={t(filter.q ? 'none_found' : filter.show === 'unread' ? 'none_unread' : 'empty')}
      action={
        (mayBegin || !bare) && (
          <Link to={bare ? `${base}/conversations/new` : '?'} className="link">
            {t(bare ? 'new' : 'show_all')}
          </Link>
        )
      }
    >
      {bare && mayBegin && t('empty_help')}
      {filter.q !== '' && (
        <Link to={`${base}/search?${new URLSearchParams({ q: filter.q }).toString()}`} className="link">
          {t('search_all')}
        </Link>
      )}
    </EmptyState>
  )
}
