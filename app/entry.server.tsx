import type { AppLoadContext, EntryContext } from '@remix-run/node'
import { RemixServer } from '@remix-run/react'
import { renderToPipeableStream } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { Writable } from 'node:stream'
import { NonceContext } from './frame/nonce.ts'
import { wordsFor } from './i18n.ts'

/** How long a page may take to be written, in ms; it waits for nothing, so this is met only by a fault. */
export const streamTimeout = 5_000

/**
 * Writes the whole document at once. Nothing is deferred: a page is handed over under the gate in one tick,
 * so every part of it must exist before.
 */
export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  { nonce }: AppLoadContext,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let answer = status
    const stop = setTimeout(() => abort(new Error('The page took too long to write')), streamTimeout)
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={wordsFor('en')}>
          <RemixServer context={remixContext} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        onAllReady() {
          const chunks: Buffer[] = []
          const collect = new Writable({
            write(chunk: Buffer, _encoding, done) {
              chunks.push(chunk)
              done()
            },
            final(done) {
              clearTimeout(stop)
              headers.set('Content-Type', 'text/html; charset=utf-8')
              resolve(new Response(Buffer.concat(chunks), { status: answer, headers }))
              done()
            },
          })
          pipe(collect)
        },
        onShellError(error) {
          clearTimeout(stop)
          reject(error instanceof Error ? error : new Error(String(error)))
        },
        onError() {
          answer = 500
        },
      },
    )
  })
}
