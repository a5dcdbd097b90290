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
        {refused.status === 409 && (
          <details>
            <summary className="min-h-6 text-small text-soft">{t('form.now')}</summary>
            <p dir="auto" className="mt-2 rounded-box bg-sunken px-4 py-3 whitespace-pre-wrap">
              {contract.body}
            </p>
          </details>
        )}
        {/* The version that is over there now: who saves again has been told, and shown it. */}
        <input type="hidden" name="version" value={contract.version} key={contract.version} />
        <ContractFields refused={refused} title={contract.title} body={contract.body} />
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
