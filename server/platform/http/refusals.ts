import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Invalid, NotFound, NotTheirs, PortalError, Shut, SignInNeeded, TooMany, type Words } from '../errors.ts'
import { isAway } from './away.ts'
import { noted, withoutTokens } from './failures.ts'

type Args = LoaderFunctionArgs | ActionFunctionArgs

/** What an action answers when it refused: the words to show, and what was typed, so that nothing is lost. */
export interface Refusal {
  refused: {
    status: number
    /** For the whole form: a key of the `errors` namespace. */
    words: Words
    /** For single fields, by their names. */
    fields: Record<string, Words>
    /** What was typed; never passwords. */
    typed: Record<string, string | string[]>
  }
}

/** What an error page is made from. */
export interface FailedPage {
  words: Words
  /** The whole portal is closed to this person: a page of its own (portal off, frozen, grant ended). */
  shut?: true
}

/** A loader's error as the page that tells it. Hidden and never been are one and the same answer [S3]. `bare`: the route has no page. */
export function failedLoad(error: unknown, args: Args, bare: boolean): unknown {
  const page = (status: number, body: FailedPage) => answerOf(body, status, bare && !args.context.byClient)
  if (error instanceof Response || isThrownData(error)) return error
  if (error instanceof SignInNeeded) return toSignIn(args)
  if (isAway(error)) {
    args.context.away = true
    return page(503, { words: { key: 'away' } })
  }
  if (error instanceof TooMany) args.context.retryAfter = error.retryAfterSeconds
  if (error instanceof PortalError)
    return page(error.status, { words: error.words, ...(error instanceof Shut ? { shut: true } : {}) })
  return page(500, { words: { key: 'failed', values: { reference: noted(error, whereOf(args)) } } })
}

/** An action's error as its answer; a function, because it may be rendered more than once. */
export function refused(error: unknown, args: Args, typed: Refusal['refused']['typed'], bare: boolean): () => unknown {
  if (error instanceof Response) return () => error.clone()
  if (isThrownData(error)) return () => fail(error)
  if (error instanceof SignInNeeded) return () => toSignIn(args)
  if (error instanceof Shut || error instanceof NotTheirs) return () => fail(failedLoad(error, args, bare))
  const answer = (status: number, words: Words, fields: Record<string, Words> = {}) => {
    const refusal: Refusal = { refused: { status, words, fields, typed } }
    return () => answerOf(refusal, status, bare && !args.context.byClient)
  }
  if (isAway(error)) return answer(503, { key: 'away' })
  if (error instanceof Invalid) {
    const { '': whole, ...fields } = error.fields
    return answer(422, whole ?? error.words, fields)
  }
  if (error instanceof TooMany) args.context.retryAfter = error.retryAfterSeconds
  // Its page may be there all the same; where that is gone too, it tells so itself.
  if (error instanceof NotFound) return answer(404, { key: 'gone' })
  if (error instanceof PortalError) return answer(error.status, error.words)
  return answer(500, { key: 'failed', values: { reference: noted(error, whereOf(args)) } })
}

/** Back to where one wanted to go, once signed in; an action's address is a page's too. */
function toSignIn({ request }: Args): Response {
  const { pathname, search } = new URL(request.url)
  const wanted = pathname.replace(/\.data$/, '') + (request.method === 'GET' ? withoutRouting(search) : '')
  return redirect(wanted === '/' || wanted === '/_root' ? '/sign-in' : `/sign-in?to=${encodeURIComponent(wanted)}`)
}

/** The query as a browser shows it. */
export function withoutRouting(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('_routes')
  return query.size > 0 ? `?${query}` : ''
}

/** Data for the framework, which puts it into a page; JSON where there is none. */
function answerOf(body: FailedPage | Refusal, status: number, asJson: boolean): unknown {
  return asJson ? Response.json(body, { status }) : data(body, { status })
}

const isThrownData = (error: unknown) =>
  typeof error === 'object' && error !== null && 'type' in error && error.type === 'DataWithResponseInit'

const whereOf = ({ request }: Args) => `${request.method} ${withoutTokens(new URL(request.url).pathname)}`

function fail(thrown: unknown): never {
  throw thrown
}
