import { redirect, type LoaderFunctionArgs } from '@remix-run/node'
import { takeLink } from '#server/auth/mailed-link.ts'

/** Where a mailed link leads first: its token goes into a cookie, so that no page has it in its address. Nothing is used up by looking. */
export function loader({ request, params, context }: LoaderFunctionArgs) {
  const kind = new URL(request.url).pathname.startsWith('/reset/') ? 'reset' : 'activate'
  return redirect(kind === 'reset' ? '/new-password' : '/activate', {
    headers: { 'Set-Cookie': takeLink(context.portal, kind, params.token), 'Referrer-Policy': 'no-referrer' },
  })
}
