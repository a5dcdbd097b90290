import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Form, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { accountToEdit } from '#server/accounts/account-page.ts'
import { createAccount } from '#server/accounts/create-account.ts'
import { editAccount } from '#server/accounts/edit-account.ts'
import { accountForm, editAccountForm } from '#server/accounts/forms.ts'
import { mayEditAccounts } from '#server/accounts/may-edit.ts'
import { readForm } from '#server/platform/read-form.ts'
import { AccountFields } from '~/accounts/account-fields.tsx'
import { SavedAccount } from '~/accounts/saved.tsx'
import { useWay } from '~/accounts/way.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Button, LinkButton } from '~/ui/button.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export const meta = () => titled('accounts:title')

/** One form: for a new account, and with one in the address for what is known of it. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const caller = callerOf(context)
  if (params.account) return { account: await accountToEdit(caller, params.account) }
  await mayEditAccounts(caller)
  return { account: null }
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const sent = await request.formData()
  const list = /^\/s\/[a-z]+/.exec(new URL(request.url).pathname)?.[0] ?? '/s/accounts'
  if (params.account) {
    await editAccount(callerOf(context), params.account, readForm(editAccountForm, sent))
    return redirect(`${list}/${params.account}`)
  }
  const { accountId } = await createAccount(callerOf(context), readForm(accountForm, sent))
  return redirect(`${list}/${accountId}`)
}

export default function AccountForm() {
  const { account: now } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  const { supplier, crumbs, list } = useWay()
  const refused = useRefused()
  const { from: account, saved } = useBegun(now, refused)
  const back = account ? `${list}/${account.id}` : list
  return (
    <Page
      title={t(account ? 'form.edit' : 'new')}
      crumbs={account ? [...crumbs, { label: account.name, to: back }] : crumbs}
    >
      <Form method="post" className="flex flex-col gap-5 [&>:empty]:-mb-5">
        <FormError words={refused.words} />
        {saved && <SavedAccount account={saved} typed={refused.typed} />}
        {account && <input type="hidden" name="version" value={account.version} />}
        <AccountFields {...(account ? { account } : {})} supplier={supplier} refused={refused} />
        <div className="flex flex-wrap gap-3">
          <Button look="strong" busy={useNavigation().state === 'submitting'}>
            {t(account ? 'save' : 'form.create')}
          </Button>
          <LinkButton to={back} look="plain">
            {t('cancel')}
          </LinkButton>
        </div>
      </Form>
    </Page>
  )
}
