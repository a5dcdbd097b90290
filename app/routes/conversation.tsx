import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { Link, useLoaderData } from '@remix-run/react'
import { PenLine } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { conversationAction } from '#server/conversations/conversation-action.ts'
import { listBeside } from '#server/conversations/list-conversations.ts'
import { pageSizeOf, readConversation } from '#server/conversations/queries.ts'
import { searchMessages } from '#server/conversations/search-messages.ts'
import { feedOf } from '#server/feed/queries.ts'
import { feedSubject } from '#server/feed/subject.ts'
import { attachedTo } from '#server/files/queries.ts'
import { look } from '#server/platform/look.ts'
import { ConversationAside } from '~/chat/conversation-aside.tsx'
import { ConversationHead } from '~/chat/conversation-head.tsx'
import { ConversationRows } from '~/chat/conversation-rows.tsx'
import { FoundHere } from '~/chat/found-here.tsx'
import { useConversationList } from '~/chat/use-list.ts'
import { leadToEntry } from '~/feed/entry-asked.ts'
import { Feed } from '~/feed/feed-later.tsx'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import type { Handle } from '~/frame/page-key.ts'
import { titledAs } from '~/frame/title.ts'
import { applyConversation } from '~/live/apply-conversation.ts'
import { useAbilities } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { cx } from '~/ui/cx.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.conversation.title)

/** The list beside it stays where it was scrolled to. */
export const handle: Handle = { keepsApart: true }

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  await leadToEntry(request, callerOf(context), feedSubject('conversation', params.conversation))
  return look(callerOf(context), async (here) => {
    const subject = feedSubject('conversation', params.conversation)
    const before = asked.get('before')
    const { facts } = await here.scope.conversation(subject.id)
    const size = before ? {} : { size: await pageSizeOf(here, subject.id) }
    // The feed first: where its stream stands is read before anything that happens on it is shown.
    const [feed, one, list, found] = await Promise.all([
      feedOf(here, subject, facts, { before, edit: asked.get('edit'), ...size }),
      readConversation(here, subject.id, facts),
      listBeside(here),
      asked.get('q')?.trim() ? searchMessages(here, asked, subject.id) : null,
    ])
    return { feed, ...one, list, found, attached: await attachedTo(here, subject, facts) }
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id } = feedSubject('conversation', params.conversation)
  return answered(request, await conversationAction(callerOf(context), id, await request.formData()))
}

export default function ConversationPage() {
  const data = useLoaderData<typeof loader>()
  return (
    <div
      className={cx(
        'mx-auto -mt-5 -mb-10 gap-6 md:-mb-12 lg:-mt-8',
        data.list && 'lg:grid lg:grid-cols-[300px_minmax(0,1fr)]',
      )}
    >
      {data.list && <Beside list={data.list} open={data.conversation.id} />}
      <Conversation key={data.conversation.id} data={data} />
    </div>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

/** The other conversations; on a narrow screen they are a page of their own. */
function Beside({ list: initial, open }: { list: NonNullable<Data['list']>; open: string }) {
  const { t } = useTranslation('chat')
  const base = useBase()
  const list = useConversationList(initial)
  return (
    <div className="sticky top-0 -ms-12 h-dvh overflow-y-auto border-e border-line max-lg:hidden">
      <p className="flex items-center justify-between gap-2 px-4 pt-4 pb-2">
        <Link to={`${base}/conversations`} className="text-lead hover:underline">
          {t('title')}
        </Link>
        {list.readOnly === null && (
          <Link
            to={`${base}/conversations/new`}
            aria-label={t('new')}
            title={t('new')}
            className="inline-flex size-9 items-center justify-center rounded-box text-soft hover:bg-hover hover:text-ink"
          >
            <PenLine className="size-[18px]" aria-hidden />
          </Link>
        )}
      </p>
      <ConversationRows rows={list.rows} open={open} />
    </div>
  )
}

function Conversation({ data }: { data: Data }) {
  const { asideFolded } = useFrame()
  const stream = data.feed.streams.all
  const streams = useMemo(() => ({ [stream]: data.feed.positions[stream] ?? 0 }), [data, stream])
  const initial = useMemo(() => ({ conversation: data.conversation, files: data.attached.files }), [data])
  const { conversation, files } = useLive({ streams, initial, apply: applyConversation })
  const abilities = useAbilities(stream, data.abilities)
  return (
    <div
      className={cx('min-w-0 gap-6', !asideFolded && 'min-[1180px]:grid min-[1180px]:grid-cols-[minmax(0,1fr)_240px]')}
    >
      <div className="flex min-h-[calc(100dvh-56px)] min-w-0 flex-col gap-4 md:min-h-dvh">
        <ConversationHead
          conversation={conversation}
          people={data.feed.people}
          abilities={abilities}
          query={data.found?.words.join(' ') ?? null}
          listed={data.list !== null}
        />
        {data.found ? (
          <FoundHere found={data.found} />
        ) : (
          <Feed
            feed={data.feed}
            abilities={data.abilities}
            since={conversation.createdAt}
            chat={{ only: conversation.kind === 'direct' ? conversation.title : null }}
            files={{ attached: data.attached, list: files, abilities }}
          />
        )}
      </div>
      <ConversationAside
        conversation={conversation}
        people={data.feed.people}
        stream={stream}
        attached={data.attached}
        files={files}
        abilities={abilities}
      />
    </div>
  )
}
