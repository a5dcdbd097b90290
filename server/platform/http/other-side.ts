import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type ServerBuild } from '@remix-run/node'
import { ownAddressOf } from '#server/home/own-address.ts'
import { NotTheirs } from '../errors.ts'
import { callerIn } from './exchange.ts'
import { withoutRouting } from './refusals.ts'

type Routes = ServerBuild['routes']

/** Where each side's addresses begin, in routes and as they are asked for. */
const SIDE = /^(?:s|g\/:grant)(?=\/|$)/
const BASE = /^\/+(?:s|g\/[^/]+)(?=\/|$)/i

/**
 * The pages that are there on both sides, by their routes' ids: what somebody copied from the address bar and gave to somebody of the other side is found
 * there under another base.
 */
export function onBothSides(routes: Routes): ReadonlySet<string> {
  const parents = new Set(Object.values(routes).map(({ parentId }) => parentId))
  const pages = Object.values(routes).flatMap(({ id, module }) => {
    const whole = wholePath(routes, id)
    return parents.has(id) || !module.default || !SIDE.test(whole) ? [] : { id, whole, below: whole.replace(SIDE, '') }
  })
  const sides = Map.groupBy(pages, ({ below }) => below)
  return new Set([...sides.values()].filter((same) => same.length > 1).flatMap((same) => same.map(({ id }) => id)))
}

/**
 * Leads to the same page on the caller's own side, where the error says that the address is of another; else the error stays what it is. Whether there is
 * what the address names is asked by the page there [S3].
 */
export async function ledToOwn(error: unknown, { request, context }: LoaderFunctionArgs | ActionFunctionArgs) {
  if (!(error instanceof NotTheirs) || request.method !== 'GET' || context.remembered) return error
  const { pathname, search } = new URL(request.url)
  const path = pathname.replace(/\.data$/, '')
  if (!BASE.test(path)) return error
  try {
    return redirect((await ownAddressOf(callerIn(context), path.replace(BASE, ''))) + withoutRouting(search))
  } catch (other) {
    return other
  }
}

function wholePath(routes: Routes, id: string): string {
  const parts: string[] = []
  for (let one = routes[id]; one; one = routes[one.parentId ?? '']) if (one.path) parts.unshift(one.path)
  return parts.join('/')
}
