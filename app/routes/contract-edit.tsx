import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { editContract } from '#server/contracts/edit-contract.ts'
import { editContractForm } from '#server/contracts/forms.ts'
import { contractSource } from '#server/contracts/queries.ts'
import { readForm } from '#server/platform/read-form.ts'
import { ContractFields } from '~/contracts/contract-fields.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Button, LinkButton } from '~/ui/button.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export const meta = () => titled('contracts:form.edit')

export const loader = ({ context, params }: LoaderFunctionArgs) =>
  contractSource(callerOf(context), params.contract ?? '')

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  form.set('contractId', params.contract ?? '')
  await editContract(callerOf(context), readForm(editContractForm, form))
  return redirect(new URL(request.url).pathname.replace(/\/edit$/, ''))
}

export default function EditContract() {
  const contract = useLoaderData<typeof loader>()
  const { t } = useTranslation('contracts')
  const base = useBase()
  const refused = useRefused()
  const { from, saved } = useBegun(contract, refused, {
    conflict: refused.refusal?.words.key === 'contract_edited_meanwhile',
  })
  const back = `${base}/contracts/${contract.id}`
  return (
    <Page
      title={t('form.edit')}
      crumbs={[
        { label: t('title'), to: `${base}/contracts` },
        { label: contract.title, to: back },
      ]}
    >
      <Form method="post" className="flex flex-col gap-5">
        <FormError words={refused.words} />
        {contract.approved && <Notice tone="warn">{t('form.approved')}</Notice>}
        {saved && (
          <SavedNow
            typed={refused.typed}
            fields={[
              { name: 'title', label: t('form.title'), value: saved.title },
              { name: 'body', label: t('form.body'), value: saved.body },
            ]}
          />
        )}
        <input type="hidden" name="version" value={from.version} />
        <ContractFields refused={refused} title={from.title} body={from.body} />
        <div className="flex flex-wrap gap-3">
          <Button look="strong" busy={useNavigation().state === 'submitting'}>
            {t('form.save')}
          </Button>
          <LinkButton to={back} look="plain">
            {t('cancel')}
          </LinkButton>
        </div>
      </Form>
    </Page>
  )
}
