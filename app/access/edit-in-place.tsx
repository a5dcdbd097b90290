import { Form, useNavigate, useNavigation } from '@remix-run/react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { FOR_EVER, rolesFor, type Role } from '#server/access/catalogue.ts'
import type { GrantList } from '#server/accounts/list-grants.ts'
import type { GrantView } from '#server/accounts/views.ts'
import { GrantFields } from '~/accounts/grant-fields.tsx'
import { RolesTable } from '~/accounts/roles-table.tsx'
import { SavedGrant } from '~/accounts/saved.tsx'
import { Button } from '~/ui/button.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Checkbox } from '~/ui/tick.tsx'
import { useBegun } from '~/ui/use-begun.ts'
import { useWithQuery } from './with-query.ts'

interface EditProps {
  grant: GrantView
  page: GrantList
  mostGiven: Role
  columns: number
}

/** A row of the navigator as its form; beside the role stands what each role opens [A6, A8]. */
export function EditInPlace({ grant, page, mostGiven, columns }: EditProps) {
  const { t } = useTranslation(['access', 'accounts', 'common', 'giving'])
  const refused = useRefused()
  const { from, saved } = useBegun(grant, refused)
  const navigate = useNavigate()
  const to = useWithQuery()
  const busy = useNavigation().formData?.get('do') === 'change'
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('select, input:not([type=hidden])')?.focus({ preventScroll: true })
  }, [])
  const leave = () => {
    navigate(to({ edit: null }), { preventScrollReset: true, replace: true })
  }
  return (
    <tr className="max-lg:block">
      <td colSpan={columns} className="bg-sunken/50 px-4 py-4 max-lg:block">
        <Form
          ref={form}
          method="post"
          preventScrollReset
          className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_380px]"
          onKeyDown={(event) => {
            if (event.key === 'Escape') leave()
          }}
        >
          <div className="flex flex-col gap-4 [&>:empty]:-mb-4">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <bdi className="font-medium">{grant.user.name}</bdi>
              <span className="text-faint">
                <bdi>{grant.account.name}</bdi> · {t(`common:kind_of_grant.${grant.kind}`)}
              </span>
            </p>
            <FormError words={refused.words} />
            {saved && <SavedGrant grant={saved} typed={refused.typed} />}
            <input type="hidden" name="grantId" value={grant.id} />
            <input type="hidden" name="version" value={from.version} />
            <GrantFields
              terms={{ ...from, answersId: from.answers?.id ?? null }}
              mostGiven={mostGiven}
              staff={page.staff}
              refused={refused}
            />
            {grant.role !== FOR_EVER && (
              <Checkbox
                name="suspended"
                label={t('giving:suspended')}
                help={t('giving:suspended_help')}
                error={refused.field('suspended')}
                defaultChecked={refused.ticked('suspended', from.state === 'suspended')}
              />
            )}
            <div className="flex flex-wrap gap-3">
              <Button name="do" value="change" look="strong" busy={busy}>
                {t('accounts:save')}
              </Button>
              <Button type="button" onClick={leave}>
                {t('accounts:cancel')}
              </Button>
            </div>
          </div>
          <RolesTable roles={rolesFor(mostGiven, grant.role)} kind={grant.kind} empty={page.emptyCells} />
        </Form>
      </td>
    </tr>
  )
}
