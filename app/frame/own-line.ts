import { useParams } from '@remix-run/react'
import { useEffect, useMemo, useRef } from 'react'
import type { ReasonId } from '#server/access/can.ts'
import type { FrameView } from '#server/home/frame.ts'
import { allOf, applyUnread, totalOf } from '~/live/apply-unread.ts'
import { lineOf } from '~/live/line.ts'
import { useLive } from '~/live/use-live.ts'
import { useRights } from '~/live/use-line-of.ts'
import type { News } from './frame-context.ts'
import { useRevalidate } from '~/ui/use-revalidate.ts'

/**
 * Follows the person's own stream on every page: what they were added to appears, a host that is called otherwise is called so here, and a session that was ended elsewhere ends here. What was
 * said in conversations and where one is mentioned is counted; whatever else happens there, the page is asked for again. Answers what is unread.
 */
export function useOwnLine(frame: FrameView): News {
  const { own, around, unread, unreadContracts, mentions, mentionsOnContracts, newTasks, person, closed } = frame
  const { grant = null } = useParams()
  useEffect(() => {
    lineOf(grant).closed = JSON.stringify(closed)
  }, [grant, closed])
  const initial = useMemo(
    () => ({ me: person.id, unread, contracts: unreadContracts, mentions, mentionsOnContracts, newTasks }),
    [person.id, unread, unreadContracts, mentions, mentionsOnContracts, newTasks],
  )
  const streams = useMemo(() => ({ ...own, ...around }), [own, around])
  const now = useLive({ streams, initial, apply: applyUnread })
  return useMemo(
    () => ({
      messages: totalOf(now.unread),
      mentions: now.mentions,
      tasks: now.newTasks,
      saidOn: now.contracts,
      all: allOf(now),
    }),
    [now],
  )
}

/** Why its reader may change nothing at this moment [A17]. When that changes the page is asked for again: what it offers to do is other. */
export function useReadOnly({ own, readOnly }: FrameView): ReasonId | null {
  const revalidate = useRevalidate()
  const rights = useRights(Object.keys(own)[0] ?? '')
  const now = rights ? (rights.abilities.write ?? null) : readOnly
  const made = useRef({ readOnly, revalidate })
  useEffect(() => {
    made.current = { readOnly, revalidate }
  })
  useEffect(() => {
    if (now !== made.current.readOnly) made.current.revalidate()
  }, [now])
  return now
}
