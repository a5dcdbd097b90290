import { Link, useFetcher } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContractStatus } from '#server/access/facts.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { Field } from '~/ui/field.tsx'
import { Select } from '~/ui/input.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

interface StatusMenuProps {
  contractId: string
  status: ContractStatus
  /** Where it can go from here. */
  next: readonly ContractStatus[]
  /** It could go further if somebody were named to approve it. */
  noApprover: boolean
}

/** Steps of which more is to be said than that everyone sees them. */
const TOLD = ['draft', 'in_review', 'awaiting_approval', 'rejected'] as const

/** What a step means for the other side. */
function helpOf(from: ContractStatus, to: ContractStatus) {
  if (from === 'requested' && to === 'draft') return 'contracts:move_take_up'
  const told = TOLD.find((one) => one === to)
  return told ? (`contracts:move_${told}` as const) : 'contracts:move_help'
}

/** Moves the contract along its way, saying first what that means for the other side. */
export function StatusMenu({ contractId, noApprover, ...now }: StatusMenuProps) {
  const { t } = useTranslation(['contracts', 'statuses'])
  const base = useBase()
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'move' })
  const [asking, setAsking] = useState(false)
  // As it is read when it is asked: news does not change what is answered.
  const [seen, see] = useState(now)
  const { status, next } = asking ? seen : now
  const [chosen, setChosen] = useState<ContractStatus | null>(null)
  const to = chosen && next.includes(chosen) ? chosen : next[0]
  if (!to) return null
  return (
    <>
      <Button
        type="button"
        size="small"
        onClick={() => {
          see(now)
          setAsking(true)
        }}
      >
        {t(status === 'requested' ? 'contracts:take_up' : 'contracts:move')}
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t(status === 'requested' ? 'contracts:take_up_title' : 'contracts:move_title')}
      >
        <fetcher.Form method="post" className="flex flex-col gap-4" onSubmit={() => setAsking(false)}>
          <input type="hidden" name="contractId" value={contractId} />
          <input type="hidden" name="from" value={status} />
          <Field label={t('contracts:move_to')} help={t(helpOf(status, to))}>
            <Select name="status" value={to} onChange={({ target }) => setChosen(target.value as ContractStatus)}>
              {next.map((one) => (
                <option key={one} value={one}>
                  {t(`statuses:contract.${one}`)}
                </option>
              ))}
            </Select>
          </Field>
          {noApprover && (
            <Notice tone="info">
              {t('contracts:no_approver')}{' '}
              <Link to={`${base}/contracts/${contractId}/people`} className="link">
                {t('contracts:name_approver')}
              </Link>
            </Notice>
          )}
          <div className="flex justify-end gap-3">
            <Button type="button" onClick={() => setAsking(false)}>
              {t('contracts:cancel')}
            </Button>
            <Button name="intent" value="move" look="strong" busy={fetcher.state !== 'idle'}>
              {t('contracts:move_do')}
            </Button>
          </div>
        </fetcher.Form>
      </Dialog>
      {refused.words && <FormError words={refused.words} />}
    </>
  )
}
