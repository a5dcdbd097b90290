import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useRouteError } from '@remix-run/react'
import { frameOf } from '#server/home/frame.ts'
import { asideIn } from '~/frame/aside-fold.ts'
import { callerOf } from '~/frame/caller.ts'
import { failedFrom } from '~/frame/failed.ts'
import { Frame } from '~/frame/frame.tsx'
import { KindPage } from '~/frame/kind-page.tsx'

export async function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: await frameOf(callerOf(context)), asideFolded: asideIn(request.headers.get('Cookie')) === 'folded' }
}

export default function Portal() {
  return (
    <Frame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </Frame>
  )
}

export function ErrorBoundary() {
  return <KindPage failed={failedFrom(useRouteError())} />
}
