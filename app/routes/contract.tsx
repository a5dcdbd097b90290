import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { FilePen, Pencil } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { contractAction } from '#server/contracts/contract-action.ts'
import { contractPage } from '#server/contracts/queries.ts'
import { feedSubject } from '#server/feed/subject.ts'
import { Approvals } from '~/contracts/approvals.tsx'
import { CommentSwitch } from '~/contracts/comment-switch.tsx'
import { ContractFacts, ContractPeople } from '~/contracts/contract-details.tsx'
import { ContractStepper } from '~/contracts/contract-stepper.tsx'
import { Awaited } from '~/contracts/later.tsx'
import { StatusMenu } from '~/contracts/status-menu.tsx'
import { leadToEntry } from '~/feed/entry-asked.ts'
import { Feed } from '~/feed/feed-later.tsx'
import { Prose } from '~/feed/prose.tsx'
import { Attachments } from '~/files/attachments-later.tsx'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { AsidePart, Page } from '~/frame/page.tsx'
import { titledAs } from '~/frame/title.ts'
import { applyContract } from '~/live/apply-contract.ts'
import { useAbilities, usePresence } from '~/live/use-line-of.ts'
import { useLive } from '~/live/use-live.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { ChangePeople } from '~/ui/change-people.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Notice } from '~/ui/notice.tsx'
import { Status } from '~/ui/status.tsx'
import { useRevalidate } from '~/ui/use-revalidate.ts'

export const meta: MetaFunction<typeof loader> = ({ data }) => titledAs(data?.contract.title)

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const query = new URL(request.url).searchParams
  await leadToEntry(request, callerOf(context), feedSubject('contract', params.contract))
  return contractPage(callerOf(context), params.contract ?? '', {
    before: query.get('before'),
    edit: query.get('edit'),
  })
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const done = await contractAction(callerOf(context), params.contract ?? '', await request.formData())
  // A form without script comes back to its page, which can be loaded again without sending it twice.
  return request.headers.get('Accept')?.includes('text/html') ? redirect(new URL(request.url).pathname) : done
}

export default function Contract() {
  const page = useLoaderData<typeof loader>()
  const { t } = useTranslation('contracts')
  const base = useBase()
  const stream = `contract:${page.contract.id}`
  const initial = useMemo(() => ({ contract: page.contract, files: page.attached?.files ?? [] }), [page])
  const { contract, files } = useLive({ streams: page.positions, initial, apply: applyContract })
  const abilities = useAbilities(stream, page.abilities)
  useFreshWords(abilities)
  const here = new Set(usePresence(stream).here.map(({ id }) => id))
  const guests = page.feed?.people.filter((person) => person.kind === 'external') ?? []
  const { attached, staff } = page
  const opensFiles = attached?.openedByApproval ?? false
  return (
    <Page
      title={contract.title}
      crumbs={[{ label: t('title'), to: `${base}/contracts` }]}
      beside={<Status of="contract" is={contract.status} />}
      actions={
        staff && (
          <>
            <StatusMenu
              contractId={contract.id}
              status={contract.status}
              next={staff.next}
              noApprover={staff.noApprover}
            />
            {staff.mayEdit && (
              <LinkButton to={`${base}/contracts/${contract.id}/edit`} size="small" icon={Pencil}>
                {t('edit')}
              </LinkButton>
            )}
          </>
        )
      }
      aside={
        <>
          <ContractFacts contract={contract} />
          <ContractPeople
            owner={contract.owner}
            named={contract.people}
            readers={guests}
            here={here}
            change={
              abilities['contract.edit'] === null && <ChangePeople to={`${base}/contracts/${contract.id}/people`} />
            }
          />
          {staff && abilities['contract.switch'] === null && (
            <AsidePart title={t('control')}>
              <CommentSwitch
                contract={contract}
                portalOpen={staff.portalComments}
                bound={{ people: guests.length, here: guests.filter(({ id }) => here.has(id)).length }}
              />
            </AsidePart>
          )}
        </>
      }
    >
      <ContractStepper contract={contract} />
      <Awaited contract={contract} abilities={abilities} />
      {contract.text === null ? (
        <Notice tone="closed" title={t(contract.status === 'draft' ? 'drafted_title' : 'unread_title')}>
          {t(contract.status === 'draft' ? 'drafted' : 'unread')}
        </Notice>
      ) : (
        <>
          <Approvals
            contract={contract}
            mayApprove={abilities['contract.approve'] === null}
            mayWithdrawOthers={abilities['contract.withdraw_others'] === null}
            opensFiles={opensFiles}
          />
          <Section title={t('text')} help={t('text_help', { version: contract.version })}>
            {contract.text === '' ? <EmptyState icon={FilePen} title={t('no_text')} /> : <Prose html={contract.text} />}
          </Section>
        </>
      )}
      {attached && <Attachments attached={attached} files={files} abilities={abilities} since={contract.createdAt} />}
      {page.feed && attached && (
        <Feed
          feed={page.feed}
          abilities={abilities}
          since={contract.createdAt}
          draft={contract.status === 'draft' ? { by: null } : null}
          about={{ title: contract.title, above: t('above'), status: <Status of="contract" is={contract.status} /> }}
          files={{ attached, list: files, abilities }}
        />
      )}
    </Page>
  )
}

/** When a right changes while the page is open, the words about the rules behind it are asked for anew. */
function useFreshWords(abilities: object) {
  const revalidate = useRevalidate()
  const seen = useRef(JSON.stringify(abilities))
  useEffect(() => {
    const now = JSON.stringify(abilities)
    if (seen.current === now) return
    seen.current = now
    revalidate()
  }, [abilities, revalidate])
}
