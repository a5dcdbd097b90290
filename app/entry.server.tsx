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
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  { serverHandoffStream, ...context }: EntryContext,
  { nonce, ahead }: AppLoadContext,
): Promise<Response> {
  const shown = context.staticHandlerContext
  const loaderData = ahead?.trueData(shown.loaderData) ?? shown.loaderData
  const answer = { status }
  const [markup, data] = await Promise.all([
    written(request, { ...context, staticHandlerContext: { ...shown, loaderData } }, nonce, answer),
    serverHandoffStream ? new Response(serverHandoffStream).text() : '',
  ])
  headers.set('Content-Type', 'text/html; charset=utf-8')
  return new Response(Buffer.concat([markup, Buffer.from(dataScripts(data, nonce))]), {
    status: answer.status,
    headers,
  })
}

/** The document without its data. `answer` hears of a part that could not be written. */
function written(request: Request, context: EntryContext, nonce: string, answer: { status: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const stop = setTimeout(() => abort(new Error('The page took too long to write')), streamTimeout)
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}>
        <I18nextProvider i18n={wordsFor('en')}>
          <RemixServer context={context} url={request.url} abortDelay={streamTimeout} nonce={nonce} />
        </I18nextProvider>
      </NonceContext.Provider>,
      {
        nonce,
        // Every part in its place: without script nobody would put a large one there.
        progressiveChunkSize: Infinity,
        onAllReady() {
          const chunks: Buffer[] = []
          const collect = new Writable({
            write(chunk: Buffer, _encoding, done) {
              chunks.push(chunk)
              done()
            },
            final(done) {
              clearTimeout(stop)
              resolve(Buffer.concat(chunks))
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
          answer.status = 500
        },
      },
    )
  })
}

/** The page's data for the framework's script, which stands behind the document as the framework itself would put it. */
const dataScripts = (data: string, nonce: string) =>
  `<script nonce="${nonce}">window.__remixContext.streamController.enqueue(${inScript(data)});</script>` +
  `<script nonce="${nonce}">window.__remixContext.streamController.close();</script>`

/** A text as JavaScript that cannot end its script. */
const inScript = (data: string) =>
  JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)
