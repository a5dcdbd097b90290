import { Upload, type HttpResponse } from 'tus-js-client'
import type { Words } from '#server/platform/errors.ts'
import { forgetUpload, keepUpload, keptUpload, printOf } from './kept-uploads.ts'
import { inTurn } from './in-turn.ts'

/** How it stands with a file that is being sent. `cut`: the line is lost, it goes on by itself; `elsewhere`: another tab sends it. */
export type Standing =
  | { state: 'sending'; sent: number; anew?: boolean }
  | { state: 'cut' }
  | { state: 'paused' }
  | { state: 'elsewhere' }
  | { state: 'done' }
  | { state: 'failed'; error: Words }

/** A file on its way. */
export interface Sender {
  pause(): void
  goOn(): void
  /** Stops for good; with `leave` what was sent stays where it is, to be gone on with. */
  end(how: 'give_up' | 'leave'): void
}

interface Sending {
  file: File
  to: string
  /** The comment that it comes with. */
  sentId: string | null
}

/** Bytes of one request: what a proxy in front may hold back, and what the rights are asked for anew. */
const PIECE = 8 * 1024 * 1024
const LONGEST_WAIT = 15_000
/** How far it is is noted for a reload so often. Ms. */
const NOTED_EVERY = 1000

/** Sends a file in pieces, from where it stopped last time; goes on by itself when the line comes back. */
export function sendFile({ file, to, sentId }: Sending, tell: (standing: Standing) => void): Sender {
  const print = printOf(file, to)
  const begun = keptUpload(print)
  const over = Promise.withResolvers<undefined>()
  let held: 'paused' | 'ended' | null = null
  let tries = 0
  let wait: ReturnType<typeof setTimeout> | undefined
  let at = begun?.at ?? Date.now()
  let told = begun?.sent ?? 0
  let waited = false
  let noted = 0

  const upload = new Upload(file, {
    endpoint: to,
    uploadUrl: begun?.url ?? null,
    chunkSize: PIECE,
    retryDelays: null,
    storeFingerprintForResuming: false,
    headers: { Accept: 'application/json' },
    metadata: { filename: file.name, filetype: file.type, ...(sentId && { with: sentId }) },
    onUploadUrlAvailable: keep,
    onAfterResponse: (request, response) => {
      const status = response.getStatus()
      if (request.getMethod() !== 'HEAD' || status < 400) return
      // Not now is not gone: what was sent is still there.
      if (isPassing(status)) throw new Error('later')
      at = Date.now()
      tell({ state: 'sending', sent: 0, anew: status === 404 || status === 410 })
    },
    onProgress: (sent, all) => {
      tries = 0
      told = all > 0 ? sent / all : 0
      if (Date.now() > noted + NOTED_EVERY) keep()
      if (!held) tell({ state: 'sending', sent: told })
    },
    onChunkComplete: keep,
    onSuccess: () => end({ state: 'done' }),
    onError: (error) => {
      if (held) return
      const response = 'originalResponse' in error ? error.originalResponse : null
      if (response && !isPassing(response.getStatus())) return end({ state: 'failed', error: wordsIn(response) })
      tell({ state: 'cut' })
      clearTimeout(wait)
      wait = setTimeout(goOn, Math.min(1000 * 2 ** tries++, LONGEST_WAIT))
    },
  })

  function keep() {
    noted = Date.now()
    if (upload.url && !held) keepUpload(print, { url: upload.url, to, size: file.size, sent: told, at })
  }
  function end(standing: Standing) {
    forgetUpload(print)
    stopWaiting()
    tell(standing)
  }
  function stopWaiting() {
    clearTimeout(wait)
    window.removeEventListener('online', goOn)
    window.removeEventListener('offline', lost)
    over.resolve(undefined)
  }
  function goOn() {
    clearTimeout(wait)
    if (!held) upload.start()
  }
  function lost() {
    if (held) return
    void upload.abort()
    tell({ state: 'cut' })
  }

  const begin = (): Promise<undefined> | undefined => {
    // Another tab may have brought it to its end while this one waited.
    if (waited && !keptUpload(print)) {
      end({ state: 'done' })
      return
    }
    if (held === 'ended') return
    window.addEventListener('online', goOn)
    window.addEventListener('offline', lost)
    goOn()
    return over.promise
  }
  void inTurn(`portico-upload-${print}`, begin, () => {
    waited = true
    tell({ state: 'elsewhere' })
  })

  return {
    pause() {
      held = 'paused'
      clearTimeout(wait)
      void upload.abort()
      tell({ state: 'paused' })
    },
    goOn() {
      held = null
      tell({ state: 'sending', sent: told })
      goOn()
    },
    end(how) {
      held = 'ended'
      stopWaiting()
      void upload.abort(how === 'give_up').catch(() => undefined)
      if (how === 'give_up') forgetUpload(print)
    },
  }
}

/** Faults that pass: no answer, a server that cannot now, another sender of the same file. */
const isPassing = (status: number) => status === 0 || status >= 500 || [400, 409, 423, 429].includes(status)

function wordsIn(response: HttpResponse): Words {
  try {
    const { refused } = JSON.parse(response.getBody()) as { refused?: { words?: Words } }
    return refused?.words ?? { key: 'unknown' }
  } catch {
    return { key: 'unknown' }
  }
}
