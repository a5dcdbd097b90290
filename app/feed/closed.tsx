import { useContext, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReasonId } from '#server/access/can.ts'
import { FoldedComposer } from '../ui/notice.tsx'
import { ClockContext, momentIn } from '../ui/time.tsx'
import { useScene } from './feed-context.ts'

interface ClosedProps {
  reason: ReasonId
  /** When it was heard, if that was while the page was open. ISO. */
  at: string | null
  draft: string
  /** One was writing: the focus stays where it was. */
  focused: boolean
}

/** Where one wrote until it was closed: why, since when, and what was being written [B8]. */
export function Closed({ reason, at, draft, focused }: ClosedProps) {
  const { t, i18n } = useTranslation('feed')
  const { hostName } = useScene()
  const { timeZone, now } = useContext(ClockContext)
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (focused) box.current?.focus()
  }, [focused])
  const base = at === null ? 'closed' : 'closed_at'
  const key = i18n.exists(`${base}.${reason}`, { ns: 'feed' }) ? `${base}.${reason}` : `${base}.other`
  const time = at === null ? '' : momentIn(i18n.language, timeZone, new Date(at), 'clock', now)
  const words = t(key as 'closed_at.other', { host: hostName, time })
  const typed = draft.trim()
  return (
    <div ref={box} tabIndex={-1} className="rounded-box outline-none focus-visible:ring-2 focus-visible:ring-accent">
      <FoldedComposer
        reason={
          <>
            {words} {typed && t('kept')}
          </>
        }
        draftLabel={t('kept_label')}
        {...(typed && { draft: typed })}
      />
    </div>
  )
}
