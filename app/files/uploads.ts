import { useRevalidator } from '@remix-run/react'
import { useEffect, useRef, useState } from 'react'
import type { Words } from '#server/platform/errors.ts'

/** A file on its way, or one that did not arrive. */
export interface Upload {
  key: number
  file: File
  /** Where it is sent. */
  to: string
  state: 'waiting' | 'sending' | 'failed'
  /** Share sent, 0 to 1. */
  sent: number
  /** Why it failed; null while it has not. */
  error: Words | null
}

/** The same file may succeed another time; all else is about the file itself. */
const PASSING: readonly string[] = [
  'file_cut',
  'try_later',
  'away',
  'failed',
  'unknown',
  'uploads_many',
  'disk_full',
  'attachments_closed',
  'attachments_closed_until_approved',
  'sign_in_needed',
]
export const mayPass = (error: Words | null): boolean => error !== null && PASSING.includes(error.key)

/** So many are sent at once; the others wait their turn. */
const AT_ONCE = 2
let keys = 0

/**
 * Sends files one after the other with their progress. What fails stays in the list with the reason, and can be tried again.
 * `closed`: why nothing is taken in any more; everything under way is given up with it.
 */
export function useUploads({ largest, closed }: { largest: number; closed: Words | null }) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const requests = useRef(new Map<number, XMLHttpRequest>())
  const { revalidate } = useRevalidator()

  const change = (key: number, now: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...now } : one)))
  }
  const forget = (key: number) => {
    setUploads((all) => all.filter((one) => one.key !== key))
  }

  useEffect(() => {
    const free = AT_ONCE - uploads.filter(({ state }) => state === 'sending').length
    for (const { key, file, to } of uploads.filter(({ state }) => state === 'waiting').slice(0, free)) {
      change(key, { state: 'sending', sent: 0 })
      const request = send(to, file, (sent) => change(key, { sent }))
      requests.current.set(key, request.xhr)
      void request.done.then((error) => {
        requests.current.delete(key)
        if (!error) {
          forget(key)
          revalidate()
        } else
          // One that was given up for another reason keeps that reason.
          setUploads((all) =>
            all.map((one) => (one.key === key && one.state === 'sending' ? { ...one, state: 'failed', error } : one)),
          )
      })
    }
  }, [uploads, revalidate])

  const reason = closed?.key ?? null
  useEffect(() => {
    if (!closed) return
    for (const xhr of requests.current.values()) xhr.abort()
    setUploads((all) => all.map((one) => (one.state === 'failed' ? one : { ...one, state: 'failed', error: closed })))
    // The words' key says it all; the object is made anew with each rendering.
  }, [reason])

  // Leaving the page gives up what is under way: the server keeps nothing of it.
  useEffect(() => {
    const open = requests.current
    return () => {
      for (const xhr of open.values()) xhr.abort()
    }
  }, [])

  return {
    uploads,
    add(files: Iterable<File>, to: string) {
      const added = [...files].map((file): Upload => {
        const tooLarge = file.size > largest
        return {
          key: keys++,
          file,
          to,
          state: tooLarge ? 'failed' : 'waiting',
          sent: 0,
          error: tooLarge ? { key: 'file_too_large', values: { mb: Math.floor(largest / 1_000_000) } } : null,
        }
      })
      setUploads((all) => [...all, ...added])
    },
    again: (key: number) => {
      change(key, { state: 'waiting', error: null })
    },
    cancel(key: number) {
      requests.current.get(key)?.abort()
      forget(key)
    },
  }
}

/** Posts one file as a form would. `done`: null when it was stored, else why not. */
function send(
  to: string,
  file: File,
  progress: (sent: number) => void,
): { xhr: XMLHttpRequest; done: Promise<Words | null> } {
  const xhr = new XMLHttpRequest()
  const done = new Promise<Words | null>((settled) => {
    xhr.upload.onprogress = ({ loaded, total }) => {
      progress(total > 0 ? loaded / total : 0)
    }
    xhr.onload = () => {
      settled(xhr.status < 300 ? null : refusalIn(xhr.response))
    }
    xhr.onerror = () => {
      settled({ key: 'file_cut' })
    }
    xhr.onabort = () => {
      settled({ key: 'file_cut' })
    }
  })
  const form = new FormData()
  form.set('file', file)
  xhr.open('POST', to)
  xhr.responseType = 'json'
  xhr.setRequestHeader('Accept', 'application/json')
  xhr.send(form)
  return { xhr, done }
}

function refusalIn(response: unknown): Words {
  const refused = typeof response === 'object' && response !== null && 'refused' in response ? response.refused : null
  const words = typeof refused === 'object' && refused !== null && 'words' in refused ? refused.words : null
  return typeof words === 'object' && words !== null && 'key' in words ? (words as Words) : { key: 'unknown' }
}
