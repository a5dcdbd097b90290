import { redirect } from '@remix-run/node'

/**
 * What a page's action answers when it did what was asked: data for script; without it the way back to the page, so that loading it
 * again asks nothing twice.
 */
export function answered<Data>(request: Request, data: Data): Data {
  if (!request.headers.get('Accept')?.includes('text/html')) return data
  const { pathname, search } = new URL(request.url)
  const back: Response = redirect(pathname + search)
  throw back
}
