import { useFetcher } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import type { ConversationList } from '#server/conversations/list-conversations.ts'
import type { News } from '#server/streams/frames.ts'
import type { loader } from '~/routes/conversations.tsx'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { useLive } from '~/live/use-live.ts'

/** News that come at once ask for the list once. Ms. */
const GATHER = 250

/** The list beside an open conversation, as it is now: asked for again whenever something is said in any of one's conversations. */
export function useConversationList(initial: ConversationList): ConversationList {
  const base = useBase()
  const { own } = useFrame().frame
  const fetcher = useFetcher<typeof loader>({ key: 'conversations' })
  const start = useMemo(() => 0, [])
  const heard = useLive({ streams: own, initial: start, apply: count })
  const { load } = fetcher
  const seen = useRef(0)
  useEffect(() => {
    if (heard === seen.current) return
    seen.current = heard
    const timer = setTimeout(() => load(`${base}/conversations`), GATHER)
    return () => clearTimeout(timer)
  }, [heard, load, base])
  return fetcher.data?.list ?? initial
}

const count = (heard: number, { fact }: News) => (fact.startsWith('conversation.') ? heard + 1 : heard)
