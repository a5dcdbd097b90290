import { useFetcher } from '@remix-run/react'
import { Check, CircleCheck, Hourglass, Undo2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ContractView, StepView } from '#server/contracts/views.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Said } from '~/ui/said.tsx'
import { Badge } from '~/ui/status.tsx'
import { Time } from '~/ui/time.tsx'

interface ApprovalsProps {
  contract: ContractView
  /** The reader is an approver and could give or take back an approval. */
  mayApprove: boolean
  /** The reader may withdraw what others gave. */
  mayWithdrawOthers: boolean
  /** An approval opens attachments that are closed now [D4]. */
  opensFiles: boolean
}

/** Who approves, in which order, and what the reader can do about it, with what will come of it. */
export function Approvals({ contract, mayApprove, mayWithdrawOthers, opensFiles }: ApprovalsProps) {
  const { t } = useTranslation('contracts')
  const { steps, version, status } = contract
  const open = status === 'in_review' || status === 'awaiting_approval'
  const given = new Set(steps.filter((step) => step.approval).map((step) => step.position))
  const early = status === 'in_review'
  const turn = open ? (steps.find((step) => !given.has(step.position))?.position ?? null) : null
  const mine = steps.find((step) => step.mine && step.position === turn)
  const last = steps.every((step) => given.has(step.position) || step.position === turn)
  if (steps.length === 0) return null
  return (
    <Section
      title={t('approvals')}
      kind="list"
      help={[early && t('approvals_early'), t(steps.length > 1 ? 'approvals_order' : 'approvals_one')]
        .filter(Boolean)
        .join(' ')}
    >
      <ol className="divide-y divide-line">
        {steps.map((step) => (
          <ApprovalStep
            key={`${step.userId} ${step.position}`}
            step={step}
            contract={contract}
            turn={step.position === turn}
            covered={!step.approval && given.has(step.position)}
            mayWithdraw={step.mine ? mayApprove : mayWithdrawOthers}
            closesFiles={opensFiles && steps.filter((one) => one.approval).length === 1}
          />
        ))}
      </ol>
      {mayApprove && mine && (
        <Approve
          contractId={contract.id}
          version={version}
          consequences={[
            t(last ? 'approve_last' : 'approve_more', { version }),
            ...(opensFiles && given.size === 0 ? [t('approve_opens')] : []),
          ]}
        />
      )}
    </Section>
  )
}

interface StepProps {
  step: StepView
  contract: ContractView
  turn: boolean
  /** Somebody of the same position approved in their place. */
  covered: boolean
  mayWithdraw: boolean
  closesFiles: boolean
}

function ApprovalStep({ step, contract, turn, covered, mayWithdraw, closesFiles }: StepProps) {
  const { t } = useTranslation('contracts')
  const { approval } = step
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-3">
        <Avatar name={step.name} id={step.userId} />
        <div className="min-w-0 flex-1 leading-5">
          <span className="block font-medium">
            <bdi>{step.name}</bdi>
          </span>
          {step.account && (
            <span className="block text-small text-faint">
              <bdi>{step.account}</bdi>
            </span>
          )}
        </div>
        {approval ? (
          <Badge tone="good" icon={CircleCheck}>
            <span>
              <Said say={(when) => t('approved_at', { when })}>
                <Time at={approval.at} as="moment" />
              </Said>
            </span>
          </Badge>
        ) : turn && contract.status === 'in_review' ? (
          // Whoever agrees already may say so; nobody is waited for yet.
          <Badge tone={step.mine ? 'accent' : 'plain'}>{t(step.mine ? 'your_turn_early' : 'their_turn_early')}</Badge>
        ) : turn ? (
          <Badge tone="warn" icon={Hourglass}>
            {t(step.mine ? 'your_turn' : 'their_turn')}
          </Badge>
        ) : (
          <Badge>{t(covered ? 'covered' : 'later')}</Badge>
        )}
      </div>
      {approval && approval.version !== contract.version && (
        <Notice tone="warn">{t('approved_earlier', { approved: approval.version, now: contract.version })}</Notice>
      )}
      {approval && mayWithdraw && (
        <Withdraw contractId={contract.id} approvalId={approval.id} own={step.mine} closesFiles={closesFiles} />
      )}
    </li>
  )
}

function Approve({
  contractId,
  version,
  consequences,
}: {
  contractId: string
  version: number
  consequences: string[]
}) {
  const { t } = useTranslation('contracts')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'approve' })
  return (
    <fetcher.Form method="post" className="flex flex-col gap-3 border-t border-line bg-accent-soft px-4 py-4">
      <FormError words={refused.words} />
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="version" value={version} />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <Button name="intent" value="approve" look="strong" icon={Check} busy={fetcher.state !== 'idle'}>
          {t('approve')}
        </Button>
        <p className="min-w-0 flex-1 basis-60 text-small text-soft">{consequences.join(' ')}</p>
      </div>
    </fetcher.Form>
  )
}

function Withdraw({
  contractId,
  approvalId,
  own,
  closesFiles,
}: {
  contractId: string
  approvalId: string
  own: boolean
  closesFiles: boolean
}) {
  const { t } = useTranslation('contracts')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'withdraw', approvalId })
  return (
    <fetcher.Form method="post" className="ps-11">
      <FormError words={refused.words} />
      <input type="hidden" name="contractId" value={contractId} />
      <input type="hidden" name="approvalId" value={approvalId} />
      <details className="group">
        <summary className="inline-flex min-h-6 cursor-pointer items-center gap-1.5 text-small text-soft hover:text-ink">
          <Undo2 className="size-3.5" aria-hidden />
          {t(own ? 'withdraw_own' : 'withdraw_other')}
        </summary>
        <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
          <p className="min-w-0 flex-1 basis-60 text-small text-soft">
            {t('withdraw_effect')} {closesFiles && t('withdraw_closes')}
          </p>
          <Button name="intent" value="withdraw" size="small" look="grave" busy={fetcher.state !== 'idle'}>
            {t('withdraw')}
          </Button>
        </div>
      </details>
    </fetcher.Form>
  )
}
