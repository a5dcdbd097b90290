import { useCallback, useEffect, useState } from 'react'
import { keepDraft, NO_DRAFT, readDraft, type Draft, type Place } from './kept.ts'

/**
 * What is being written here, kept on this device with every key: no reload, no closing and no session that ends loses
 * it [B8]; signing out oneself does.
 * `asked`: what the page came with, typed or chosen without script.
 */
export function useDraft(
  { userId, grant, stream }: Place,
  asked: Pick<Draft, 'body' | 'replyTo'>,
): [Draft, (change: Partial<Draft>) => void] {
  const [draft, setDraft] = useState<Draft>({ ...NO_DRAFT, ...asked })
  useEffect(() => {
    const kept = readDraft({ userId, grant, stream })
    setDraft((now) => ({ ...kept, body: kept.body || now.body, replyTo: now.replyTo ?? kept.replyTo }))
  }, [userId, grant, stream])
  const change = useCallback(
    (some: Partial<Draft>) => {
      setDraft((now) => {
        const next = { ...now, ...some }
        keepDraft({ userId, grant, stream }, next)
        return next
      })
    },
    [userId, grant, stream],
  )
  return [draft, change]
}
