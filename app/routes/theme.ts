import { redirect, type ActionFunctionArgs } from '@remix-run/node'
import { ownPath } from '#server/auth/own-path.ts'
import { themeCookie } from '~/frame/theme.ts'

/** Remembers light or dark; without JavaScript it leads back to where one was. */
export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData()
  const back = form.get('back')
  return redirect((typeof back === 'string' && ownPath(back)) || '/', {
    headers: { 'Set-Cookie': themeCookie(form.get('theme')) },
  })
}

export const loader = () => redirect('/')
