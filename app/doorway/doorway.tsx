import type { ReactNode } from 'react'
import { Columns } from '../frame/columns.tsx'
import { Card } from '../ui/card.tsx'

interface DoorwayProps {
  /** Whose portal it is. */
  host: string
  title: ReactNode
  /** Below the title: what one is about to do. */
  lead?: ReactNode
  children?: ReactNode
  /** Below the card: other ways. */
  after?: ReactNode
}

/** A page before the portal: signing in, accepting an invitation, choosing a password. */
export function Doorway({ host, title, lead, children, after }: DoorwayProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[424px] flex-col justify-center gap-6 px-4 py-10">
      <p className="flex items-center gap-3">
        <Columns className="size-8 text-accent" />
        <bdi className="font-medium">{host}</bdi>
      </p>
      <Card className="flex flex-col gap-5 p-6 [&>:empty]:-mb-5">
        <div className="flex flex-col gap-1.5">
          <h1 className="text-title">{title}</h1>
          {lead && <div className="text-soft">{lead}</div>}
        </div>
        {children}
      </Card>
      {after}
    </main>
  )
}
