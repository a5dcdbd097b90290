import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData, type useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { namePeopleForm, unnamePersonForm } from '#server/contracts/forms.ts'
import { namePeople } from '#server/contracts/name-people.ts'
import { contractPeoplePage } from '#server/contracts/people-page.ts'
import { unnamePerson } from '#server/contracts/unname-person.ts'
import { Invalid } from '#server/platform/errors.ts'
import { readForm } from '#server/platform/read-form.ts'
import { NamedPeople } from '~/contracts/named-people.tsx'
import { NamePeople } from '~/contracts/name-people.tsx'
import { answered } from '~/frame/answered.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyContractPeople } from '~/live/apply-contract.ts'
import { useLive } from '~/live/use-live.ts'
import { useAnswer } from '~/ui/refused.tsx'

export const meta: MetaFunction = () => titled('contracts:people')

export const loader = ({ context, params, request }: LoaderFunctionArgs) =>
  contractPeoplePage(callerOf(context), params.contract ?? '', new URL(request.url).searchParams.get('q') ?? '')

interface Done {
  /** Who was named, by their keys. */
  named: string[]
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const form = await request.formData()
  form.set('contractId', params.contract ?? '')
  const intent = form.get('intent')
  const done: Done = { named: [] }
  if (intent === 'name') {
    const wanted = readForm(namePeopleForm, form)
    await namePeople(callerOf(context), wanted)
    done.named = wanted.people
  } else if (intent === 'unname') await unnamePerson(callerOf(context), readForm(unnamePersonForm, form))
  else throw new Invalid({})
  return answered(request, done)
}

/** Who reviews, approves and signs a contract [D2]. */
export default function ContractPeople() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applyContractPeople })
  const { t } = useTranslation('contracts')
  const base = useBase()
  const { contract, named, found, q, approversOpen, steps } = page
  const answer = useAnswer() as ReturnType<typeof useActionData<typeof action>>
  return (
    <Page
      title={t('people')}
      crumbs={[
        { label: t('title'), to: `${base}/contracts` },
        { label: contract.title, to: `${base}/contracts/${contract.id}` },
      ]}
    >
      <NamedPeople named={named} />
      <NamePeople
        found={found}
        q={q}
        account={contract.account}
        steps={steps}
        approversOpen={approversOpen}
        added={answer && 'named' in answer ? answer.named : []}
      />
    </Page>
  )
}
