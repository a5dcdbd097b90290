import { useEffect, useRef, useState } from 'react'
import type { Words } from '#server/platform/errors.ts'
import { useRevalidate } from '../ui/use-revalidate.ts'
import { printOf } from './kept-uploads.ts'
import type { Sender, Standing } from './send-file.ts'
import { refusalOf, type Taken } from './taken.ts'

/** A file on its way, or one that did not arrive. */
export interface Upload {
  key: number
  file: File
  /** Where it is sent. */
  to: string
  /** The comment that it comes with. */
  sentId: string | null
  state: 'waiting' | Exclude<Standing['state'], 'done'>
  /** Share sent, 0 to 1. */
  sent: number
  /** What had been sent earlier was not kept any more, so it begins anew. */
  anew: boolean
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
  'upload_gone',
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
 * Sends files one after the other with their progress; each can be paused, and goes on by itself after a lost line. What fails stays in the
 * list with the reason, and can be tried again. `taken`: all else is refused before it is sent. `closed`: why nothing is taken in any more; everything under way is given up with it.
 */
export function useUploads(taken: Taken, closed: Words | null) {
  const [uploads, setUploads] = useState<Upload[]>([])
  const senders = useRef(new Map<number, Sender>())
  const revalidate = useRevalidate()

  const change = (key: number, now: Partial<Upload>) => {
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...now } : one)))
  }
  const forget = (key: number) => {
    senders.current.get(key)?.end('give_up')
    senders.current.delete(key)
    setUploads((all) => all.filter((one) => one.key !== key))
  }

  useEffect(() => {
    const free = AT_ONCE - uploads.filter(({ state }) => state === 'sending' || state === 'cut').length
    for (const upload of uploads.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, free))) {
      const { key } = upload
      change(key, { state: 'sending' })
      senders.current.set(key, NOT_YET)
      void send(upload)
    }
  }, [uploads])

  async function send({ key, ...sending }: Upload) {
    const part = await import('./send-file.ts').catch(() => null)
    // Given up while the script came.
    if (senders.current.get(key) !== NOT_YET) return
    if (!part) return change(key, { state: 'failed', error: { key: 'file_cut' } })
    const sender = part.sendFile(sending, (standing) => {
      // One that was given up for another reason keeps that reason.
      if (!senders.current.has(key)) return
      if (standing.state !== 'done') {
        if (standing.state === 'failed') senders.current.delete(key)
        return change(key, standing)
      }
      senders.current.delete(key)
      setUploads((all) => all.filter((one) => one.key !== key))
      revalidate()
    })
    senders.current.set(key, sender)
  }

  const reason = closed?.key ?? null
  useEffect(() => {
    if (!closed) return
    for (const sender of senders.current.values()) sender.end('give_up')
    senders.current.clear()
    setUploads((all) => all.map((one) => (one.state === 'failed' ? one : { ...one, state: 'failed', error: closed })))
    // The words' key says it all; the object is made anew with each rendering.
  }, [reason])

  // Leaving the page leaves what was sent where it is: choosing the same file again goes on from there.
  useEffect(() => {
    const open = senders.current
    return () => {
      for (const sender of open.values()) sender.end('leave')
      open.clear()
    }
  }, [])

  return {
    uploads,
    /** Whether this very file is on its way there. */
    isOnItsWay: (file: File, to: string): boolean =>
      uploads.some((one) => one.state !== 'failed' && printOf(one.file, one.to) === printOf(file, to)),
    /** Answers the files that are on their way already, which are not sent twice. */
    add(files: Iterable<File>, to: string, sentId: string | null = null): File[] {
      const onTheirWay = new Set(
        uploads.filter(({ state }) => state !== 'failed').map((one) => printOf(one.file, one.to)),
      )
      const [twice, added]: [File[], Upload[]] = [[], []]
      for (const file of files) {
        const print = printOf(file, to)
        if (onTheirWay.has(print)) {
          twice.push(file)
          continue
        }
        onTheirWay.add(print)
        const error = refusalOf(file, taken)
        added.push({
          key: keys++,
          file,
          to,
          sentId,
          state: error ? 'failed' : 'waiting',
          sent: 0,
          anew: false,
          error,
        })
      }
      setUploads((all) => [...all, ...added])
      return twice
    },
    again: (key: number) => {
      change(key, { state: 'waiting', error: null })
    },
    pause: (key: number) => senders.current.get(key)?.pause(),
    goOn: (key: number) => senders.current.get(key)?.goOn(),
    cancel: forget,
  }
}

const NOT_YET: Sender = { pause: () => undefined, goOn: () => undefined, end: () => undefined }
