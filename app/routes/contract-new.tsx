import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { createContract } from '#server/contracts/create-contract.ts'
import { createContractForm } from '#server/contracts/forms.ts'
import { accountsForContract } from '#server/contracts/queries.ts'
import { readForm } from '#server/platform/read-form.ts'
import { ContractFields } from '~/contracts/contract-fields.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Button, LinkButton } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { NameOptions, Select } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'

export const meta = () => titled('contracts:new')

export const loader = async ({ context }: LoaderFunctionArgs) => ({
  accounts: await accountsForContract(callerOf(context)),
})

export async function action({ context, request }: ActionFunctionArgs) {
  const { contractId } = await createContract(callerOf(context), readForm(createContractForm, await request.formData()))
  return redirect(`/s/contracts/${contractId}`)
}

export default function NewContract() {
  const { accounts } = useLoaderData<typeof loader>()
  const { t } = useTranslation('contracts')
  const base = useBase()
  const refused = useRefused()
  return (
    <Page title={t('new')} crumbs={[{ label: t('title'), to: `${base}/contracts` }]}>
      <Form method="post" className="flex flex-col gap-5">
        <FormError words={refused.words} />
        <p className="text-soft">{t('form.new_help')}</p>
        <Field label={t('with')} error={refused.field('accountId')}>
          <Select name="accountId" defaultValue={refused.typed('accountId') ?? ''} required>
            <option value="" disabled>
              {t('form.choose_account')}
            </option>
            <NameOptions of={accounts} />
          </Select>
        </Field>
        <ContractFields refused={refused} />
        <div className="flex flex-wrap gap-3">
          <Button look="strong" busy={useNavigation().state === 'submitting'}>
            {t('form.create')}
          </Button>
          <LinkButton to={`${base}/contracts`} look="plain">
            {t('cancel')}
          </LinkButton>
        </div>
      </Form>
    </Page>
  )
}
