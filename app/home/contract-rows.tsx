import { FileSignature } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { WaitingContract } from '#server/home/waiting.ts'
import { useBase } from '~/frame/frame-context.ts'
import { DataList, DataRow } from '~/ui/list.tsx'
import { Status } from '~/ui/status.tsx'

/** Contracts one below the other, each with what it asks of who reads it, or else that something new was said. */
export function ContractRows({ contracts, label }: { contracts: readonly WaitingContract[]; label: string }) {
  const { t } = useTranslation('home')
  const base = useBase()
  return (
    <DataList label={label}>
      {contracts.map(({ id, title, status, accountName, part, unread }) => (
        <DataRow
          key={id}
          to={`${base}/contracts/${id}`}
          start={<FileSignature className="size-5 text-soft" strokeWidth={1.5} aria-hidden />}
          title={title}
          unread={unread}
          note={
            <>
              <span>{t(part ? `waiting.part.${part}` : 'said_on')}</span>
              <bdi>{accountName}</bdi>
            </>
          }
          end={<Status of="contract" is={status} />}
        />
      ))}
    </DataList>
  )
}
