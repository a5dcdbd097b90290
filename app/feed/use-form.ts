import { useState } from 'react'
import type { Words } from '#server/platform/errors.ts'
import { postForm } from '../live/post-form.ts'
import { useRevalidate } from '../ui/use-revalidate.ts'
import { useScene } from './feed-context.ts'

/** Sends one of the feed's small forms by script. What was typed stays until it is done. */
export function useForm(onDone: () => void) {
  const { address } = useScene()
  const revalidate = useRevalidate()
  const [busy, setBusy] = useState(false)
  const [words, setWords] = useState<Words | null>(null)
  /** Answers why not, in words; null when it was done. */
  const send = async (fields: Record<string, string>): Promise<Words | null> => {
    setBusy(true)
    const outcome = await postForm(fetch, address, fields)
    setBusy(false)
    const no = outcome.state === 'done' ? null : outcome.state === 'later' ? { key: 'try_later' } : outcome.words
    setWords(no)
    // Who reads it, or what it says, may have changed: the page is told the state of now.
    revalidate()
    if (!no) onDone()
    return no
  }
  return { busy, words, send }
}
