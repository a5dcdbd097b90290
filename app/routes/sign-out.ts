import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { ownPath } from '#server/auth/own-path.ts'
import { signOut } from '#server/auth/sign-out.ts'

export async function action({ request, context }: ActionFunctionArgs) {
  const to = (await request.formData()).get('to')
  const next = (typeof to === 'string' ? ownPath(to) : null) ?? '/sign-in?after=leaving'
  if (!context.caller) return redirect(next)
  return redirect(next, { headers: { 'Set-Cookie': await signOut(context.caller) } })
}

export const loader = () => redirect('/')
