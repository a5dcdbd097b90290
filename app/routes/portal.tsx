import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet, useLoaderData, useLocation, useParams, useRouteError, useRouteLoaderData } from '@remix-run/react'
import { frameOf } from '#server/home/frame.ts'
import { asideIn } from '~/frame/aside-fold.ts'
import { callerOf } from '~/frame/caller.ts'
import { isClosedPart } from '~/frame/closed-part.ts'
import { failedFrom } from '~/frame/failed.ts'
import { Frame } from '~/frame/frame.tsx'
import { KindInFrame, KindPage } from '~/frame/kind-later.tsx'
import { usePageKey } from '~/frame/page-key.ts'

export async function loader({ context, request }: LoaderFunctionArgs) {
  return { frame: await frameOf(callerOf(context)), asideFolded: asideIn(request.headers.get('Cookie')) === 'folded' }
}

export default function Portal() {
  return (
    <Frame {...useLoaderData<typeof loader>()}>
      <Outlet key={usePageKey()} />
    </Frame>
  )
}

/** Whoever may come in keeps the frame around a page that is not shown: the ways on, and the line that brings it when it is opened. */
export function ErrorBoundary() {
  const failed = failedFrom(useRouteError())
  const { grant } = useParams()
  const made = useRouteLoaderData<typeof loader>(grant === undefined ? 's' : 'g')
  const { pathname } = useLocation()
  if (!made || failed.shut || failed.status >= 500) return <KindPage failed={failed} />
  return (
    <Frame {...made}>
      <KindInFrame failed={failed} closed={isClosedPart(made.frame, pathname) ? made.frame : null} />
    </Frame>
  )
}
