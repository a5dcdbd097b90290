import type { LoaderFunctionArgs } from '@remix-run/node'
import { Invalid } from '#server/platform/errors.ts'
import { callerIn } from '#server/platform/http/exchange.ts'
import { catchUp } from '#server/streams/catch-up.ts'
import { catchUpForm } from '#server/streams/forms.ts'

/** What is new, for a page that has no socket. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  const positions = catchUpForm.safeParse(parsed(new URL(request.url).searchParams.get('streams') ?? ''))
  if (!positions.success) throw new Invalid({})
  return Response.json(await catchUp(callerIn(context), positions.data))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
