import { useTranslation } from 'react-i18next'
import type { ContractView } from '#server/contracts/views.ts'
import { Card } from '~/ui/card.tsx'
import { Stepper } from '~/ui/stepper.tsx'
import { wayOf } from './progress.ts'

/** How far the contract has come, as a picture. */
export function ContractStepper({ contract: { status, steps } }: { contract: ContractView }) {
  const { t } = useTranslation(['contracts', 'statuses'])
  const given = steps.filter((step) => step.approval).length
  const noted = (step: string) => step === 'awaiting_approval' && status === step && steps.length > 0
  return (
    <Card className="p-5">
      <Stepper
        label={t('contracts:progress')}
        steps={wayOf(status, given > 0).map((step) => ({
          key: step.status,
          label: t(`statuses:contract.${step.status}`),
          state: step.state,
          ...(noted(step.status) && { note: t('contracts:given', { given, of: steps.length }) }),
        }))}
      />
    </Card>
  )
}
