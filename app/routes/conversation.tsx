import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { useMemo } from 'react'
import { conversationAction } from '#server/conversations/conversation-action.ts'
import { listConversations } from '#server/conversations/list-conversations.ts'
import { readConversation } from '#server/conversations/queries.ts'
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
import { Feed } from '~/feed/feed.tsx'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { titledAs } from '~/frame/title.ts'
import { applyConversation } from '~/live/apply-conversation.ts'
import { useAbilities } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { cx } from '~/ui/cx.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.conversation.title)

export async function loader({ request, params, context }: LoaderFunctionArgs) {
  const asked = new URL(request.url).searchParams
  return look(callerOf(context), async (here) => {
    const subject = feedSubject('conversation', params.conversation)
    const facts = here.scope.conversation(subject.id).then((found) => found.facts)
    // The feed first: where its stream stands is read before anything that happens on it is shown.
    const [feed, one, list, found] = await Promise.all([
      feedOf(here, subject, facts, { before: asked.get('before'), edit: asked.get('edit') }),
      readConversation(here, subject.id, facts),
      listConversations(here, new URLSearchParams()),
      asked.has('q') ? searchMessages(here, asked, subject.id) : null,
    ])
    return { feed, ...one, list, found, attached: await attachedTo(here, subject, await facts) }
  })
}

export async function action({ request, params, context }: ActionFunctionArgs) {
  const { id } = feedSubject('conversation', params.conversation)
  return answered(request, await conversationAction(callerOf(context), id, await request.formData()))
}

export default function ConversationPage() {
  const data = useLoaderData<typeof loader>()
  // Another conversation is another page, though it is the same route: nothing of one may linger in the other.
  return (
    <div className="mx-auto -mt-5 gap-6 lg:-mt-8 lg:grid lg:grid-cols-[264px_minmax(0,1fr)]">
      <Beside list={data.list} open={data.conversation.id} />
      <Conversation key={data.conversation.id} data={data} />
    </div>
  )
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

/** The other conversations; on a narrow screen they are a page of their own. */
function Beside({ list: initial, open }: { list: Data['list']; open: string }) {
  const list = useConversationList(initial)
  return (
    <div className="sticky top-0 -ms-4 h-dvh overflow-y-auto border-e border-line py-4 max-lg:hidden">
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
      <div className="-mb-10 flex min-h-[calc(100dvh-60px)] min-w-0 flex-col gap-4 md:min-h-dvh">
        <ConversationHead
          conversation={conversation}
          abilities={abilities}
          query={data.found?.words.join(' ') ?? null}
        />
        {data.found ? (
          <FoundHere found={data.found} />
        ) : (
          <Feed
            feed={data.feed}
            abilities={data.abilities}
            chat={{ only: conversation.kind === 'direct' ? conversation.title : null }}
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
