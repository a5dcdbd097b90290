import { useRef } from 'react'
import type { ReasonId } from '#server/access/can.ts'
import { useTyping } from '../live/use-line-of.ts'
import { Closed } from './closed.tsx'
import { Composer } from './composer.tsx'
import type { WritingState } from './use-writing.ts'

interface WritingProps {
  writing: WritingState
  closed: ReasonId | null
  closedAt: string | null
  canTeamOnly: boolean
  sentId: string
  streams: { all: string; team: string | null }
}

/** Where one writes; while that is closed, why, with the draft kept. It opens again with the draft in it [D3]. */
export function Writing({ writing, closed, closedAt, canTeamOnly, sentId, streams }: WritingProps) {
  const { draft, change, send } = writing
  const typing = useTyping(draft.teamOnly && streams.team ? streams.team : streams.all)
  const focused = useRef(false)
  if (closed !== null) return <Closed reason={closed} at={closedAt} draft={draft.body} focused={focused.current} />
  return (
    <div onFocus={() => (focused.current = true)} onBlur={() => (focused.current = false)}>
      <Composer
        draft={draft}
        onChange={change}
        onSend={send}
        onTyping={typing}
        canTeamOnly={canTeamOnly}
        sentId={sentId}
      />
    </div>
  )
}
