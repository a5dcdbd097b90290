import { useFormAction, type FetcherWithComponents } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import { isDone } from './refused.tsx'

interface InTurn {
  save: (form: FormData) => void
  /** What was pressed and is not yet on the page. */
  pressed: FormData | undefined
}

/**
 * Saves what is pressed one after the other; of what is pressed meanwhile, the last. The router gives up a request for the next one, but what has
 * left may arrive all the same, and behind the next one: then it would undo it, or leave it without an answer.
 */
export function useInTurn({ submit, state, formData, data }: FetcherWithComponents<unknown>): InTurn {
  const [next, setNext] = useState<FormData | null>(null)
  const submitting = state === 'submitting'
  useEffect(() => {
    if (!next || submitting) return
    // Not in this effect: from one that is running nothing is shown at once.
    queueMicrotask(() => {
      setNext(null)
      send(next)
    })
  }, [next, submitting])
  const action = useFormAction()
  // Who leaves the page has pressed it all the same, there: the address is another one by now.
  const leave = useRef<() => void>()
  useEffect(() => {
    leave.current = () => next && submit(next, { method: 'post', action })
  })
  useEffect(() => () => leave.current?.(), [])
  // Shown at once, so that the next press finds it under way.
  const send = (form: FormData) => submit(form, { method: 'post', flushSync: true })
  // What was refused is not waited for, however long the page takes to look for news.
  const refused = state === 'loading' && data !== undefined && !isDone(data)
  return {
    save: (form) => (submitting ? setNext(form) : send(form)),
    pressed: next ?? (refused ? undefined : formData),
  }
}
