import { type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node'
import { Link, useLoaderData, useLocation } from '@remix-run/react'
import { KeyRound, Plus, SearchX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { KINDS, ROLES } from '#server/access/catalogue.ts'
import { navigatorAction } from '#server/accounts/navigator-action.ts'
import { listGrants, type GrantList } from '#server/accounts/list-grants.ts'
import { AccessTable } from '~/access/access-table.tsx'
import { AddAccess } from '~/access/add-access.tsx'
import { RemoveAccess } from '~/access/remove-access.tsx'
import { backToList } from '~/access/back-to-list.ts'
import { RoleAndDays } from '~/accounts/role-and-days.tsx'
import { MAILED, RULES, useTold, useTone } from '~/accounts/told.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { applyAccess } from '~/live/apply-access.ts'
import { useLive } from '~/live/use-live.ts'
import { CameOf, MailWritten } from '~/settings/told-later.tsx'
import { LinkButton } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { FilterBar, FilterSelect } from '~/ui/filter-bar.tsx'
import { More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Told } from '~/ui/told.tsx'

export const meta = () => titled('access:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  listGrants(callerOf(context), new URL(request.url).searchParams)

export async function action({ context, request }: ActionFunctionArgs) {
  return backToList(request, await navigatorAction(callerOf(context), await request.formData()))
}

const STATES = ['all', 'live', 'invited', 'online', 'suspended', 'ended'] as const

/** The External Access navigator [A8]: everyone who has access, to whose data, and how far. */
export default function Access() {
  const loaded = useLoaderData<typeof loader>()
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applyAccess })
  const { people, more, filter, counts, mostGiven } = page
  const { t } = useTranslation(['access', 'accounts', 'common'])
  const { search } = useLocation()
  const told = useTold()
  const tone = useTone(told)
  const refused = useRefused()
  const asked = filter.q !== '' || filter.kind !== 'all' || filter.role !== 'all' || filter.state !== 'all'
  return (
    <Page
      title={t('access:title')}
      wide
      crumbs={[
        { label: t('accounts:crm'), to: null },
        { label: t('accounts:sales'), to: null },
      ]}
      actions={mostGiven !== null && <Add />}
    >
      {told && (
        <Told tone={tone}>
          {t(`accounts:told.${told}`)} {MAILED.has(told) && <MailWritten />}
          {RULES.has(told) && <CameOf of={loaded} />}
        </Told>
      )}
      {/* An invitation's row has no room for words; all else says its own. */}
      {refused.typed('invitationId') && <FormError words={refused.words} />}
      <div className="flex flex-col gap-3">
        <FilterBar q={filter.q} searchLabel={t('access:search')} applyLabel={t('accounts:find')}>
          <FilterSelect
            name="kind"
            label={t('access:column.kind')}
            value={filter.kind}
            options={[
              { value: 'all', label: t('access:any_kind') },
              ...KINDS.map((kind) => ({ value: kind, label: t(`common:kind_of_grant.${kind}`) })),
            ]}
          />
          <FilterSelect
            name="role"
            label={t('access:column.role')}
            value={String(filter.role)}
            options={[
              { value: 'all', label: t('access:any_role') },
              ...ROLES.map((role) => ({ value: String(role), label: t(`accounts:role.${role}`) })),
            ]}
          />
          <FilterSelect
            name="state"
            label={t('access:state')}
            value={filter.state}
            options={STATES.map((value) => ({ value, label: t(`access:states.${value}`) }))}
          />
          <input type="hidden" name="sort" value={filter.sort} />
          <input type="hidden" name="direction" value={filter.direction} />
        </FilterBar>
        <p className="flex flex-wrap gap-x-4 text-small text-faint">
          <span>{t(asked ? 'access:given_in_all' : 'access:given', { count: counts.given })}</span>
          {counts.invited > 0 && (
            <Link to="?state=invited" className="link">
              {t('access:waiting', { count: counts.invited })}
            </Link>
          )}
        </p>
        <RoleAndDays />
        <Card className="overflow-clip">
          {people.length > 0 ? (
            <AccessTable page={page} />
          ) : asked ? (
            <NoneFound filter={filter} />
          ) : (
            <EmptyState icon={KeyRound} title={t('access:nobody')}>
              {t('access:nobody_help')}
            </EmptyState>
          )}
          <More to={moreAt(search, more)} />
        </Card>
      </div>
      <AddAccess page={page} />
      <RemoveAccess page={page} />
    </Page>
  )
}

function NoneFound({ filter }: { filter: GrantList['filter'] }) {
  const { t } = useTranslation(['access', 'accounts'])
  const ended = filter.state === 'ended' && filter.q === ''
  const title = filter.q ? 'access:none_found' : ended ? 'access:none_ended' : 'access:none_chosen'
  return (
    <EmptyState icon={SearchX} title={t(title)} action={<LinkButton to=".">{t('accounts:clear')}</LinkButton>}>
      {ended && t('access:none_ended_help')}
    </EmptyState>
  )
}

function Add() {
  const { t } = useTranslation('access')
  return (
    <LinkButton to="?add=1" look="strong" icon={Plus} preventScrollReset>
      {t('add')}
    </LinkButton>
  )
}
