import { FileSignature } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WaitingContract } from '#server/home/waiting.ts'
import { useBase } from '~/frame/frame-context.ts'
import { DataList, DataRow } from '~/ui/list.tsx'
import { Status } from '~/ui/status.tsx'

/** What is asked of somebody by a contract of this status; else their approval. */
const WAITS: Partial<Record<string, 'waiting.requested' | 'waiting.to_write' | 'waiting.approve_early'>> = {
  requested: 'waiting.requested',
  draft: 'waiting.to_write',
  in_review: 'waiting.approve_early',
}

/** Contracts one below the other; `waiting` where each asks something of who reads it. */
export function ContractRows({
  contracts,
  label,
  waiting = false,
}: {
  contracts: readonly WaitingContract[]
  label: string
  waiting?: boolean
}) {
  const { t } = useTranslation('home')
  const base = useBase()
  return (
    <DataList label={label}>
      {contracts.map(({ id, title, status, accountName, unread }) => (
        <DataRow
          key={id}
          to={`${base}/contracts/${id}`}
          start={<FileSignature className="size-5 text-soft" strokeWidth={1.5} aria-hidden />}
          title={title}
          unread={unread}
          note={
            <>
              <span>{t(waiting ? (WAITS[status] ?? 'waiting.approve') : 'said_on')}</span>
              <bdi>{accountName}</bdi>
            </>
          }
          end={<Status of="contract" is={status} />}
        />
      ))}
    </DataList>
  )
}
