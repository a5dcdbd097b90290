import { useSearchParams } from '@remix-run/react'
import { useCallback, useEffect } from 'react'
import type { EntryView } from '#server/feed/views.ts'
import { useRefused } from '../ui/refused.tsx'
import type { Sending } from '../live/outgoing.ts'
import { useRevalidate } from '../ui/use-revalidate.ts'
import { audienceField, type FeedScene } from './feed-context.ts'
import { NO_DRAFT, type Draft, type Place } from './kept.ts'
import { mentionable, namedInFull, withoutTokens, withTokens } from './mention-text.ts'
import { newId } from './new-id.ts'
import { useDraft } from './use-draft.ts'
import { useOutgoing } from './use-outgoing.ts'

/** What is being written and what is on its way, with everything one can do about them. */
export function useWriting(place: Place, scene: FeedScene, entries: readonly EntryView[]) {
  const { address, audience, people, me } = scene
  const [draft, change] = useDraft(place, useAsked(entries))
  const { queue, sending } = useOutgoing(place, entries)
  const revalidate = useRevalidate()
  const [asked, ask] = useSearchParams()

  const send = (): string => {
    const { body, mentions, teamOnly, replyTo } = draft
    const fields = {
      intent: 'post',
      body: withTokens(body.trim(), { ...namedInFull(body, mentionable(people, me, teamOnly)), ...mentions }),
      audience: audienceField(audience),
      teamOnly: teamOnly ? 'on' : '',
      replyTo: replyTo?.id ?? '',
    }
    const sentId = newId()
    queue?.send({ sentId, address, fields: { ...fields, sentId } })
    // Who wrote to the team alone stays with it: the next words are not shown to others by surprise.
    change({ ...NO_DRAFT, teamOnly })
    // The address does not begin it again.
    if (asked.has('write')) ask((now) => (now.delete('write'), now), { replace: true, preventScrollReset: true })
    return sentId
  }

  const takeBack = useCallback(
    ({ sentId, fields }: Sending, typed: string) => {
      const { body, mentions } = withoutTokens(
        fields.body ?? '',
        (id) => people.find((person) => person.id === id)?.name,
      )
      change({ body: typed.trim() ? `${typed}\n${body}` : body, mentions, teamOnly: fields.teamOnly === 'on' })
      queue?.settle([sentId])
    },
    [queue, people, change],
  )

  // Refused because one may not write here any more: it was written all the same, and is kept as a draft [B8].
  const barred = sending.find(({ state, status }) => state === 'refused' && status === 403)
  useEffect(() => {
    if (barred) takeBack(barred, draft.body)
  }, [barred, takeBack, draft.body])

  // Others read it now: the page learns who, so that one can say whether they may.
  const grown = sending.some(({ words }) => words?.key === 'audience_grown')
  useEffect(() => {
    if (grown) revalidate()
  }, [grown])

  return {
    draft,
    change,
    send,
    sending,
    takeBack,
    again: ({ sentId }: Sending) => queue?.again(sentId, { audience: audienceField(audience) }),
    discard: ({ sentId }: Sending) => queue?.settle([sentId]),
    reply: useCallback(
      ({ id, author, kind }: EntryView) =>
        change({ replyTo: { id, name: author.name }, ...(kind === 'team' && { teamOnly: true }) }),
      [change],
    ),
  }
}

export type WritingState = ReturnType<typeof useWriting>

/** What the page was asked for or given without script: what was typed and refused, and what it replies to. */
function useAsked(entries: readonly EntryView[]): Pick<Draft, 'body' | 'replyTo'> {
  const refused = useRefused()
  const [asked] = useSearchParams()
  const isRefused = refused.typed('intent') === 'post'
  const replyTo = asked.get('reply') ?? (isRefused ? refused.typed('replyTo') : null)
  const entry = entries.find(({ id, html }) => id === replyTo && html !== null)
  return {
    body: (isRefused && refused.typed('body')) || (asked.get('write') ?? ''),
    replyTo: entry ? { id: entry.id, name: entry.author.name } : null,
  }
}
