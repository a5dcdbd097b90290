import { Form, useNavigate, useNavigation } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FOR_EVER, rolesFor, type Role } from '#server/access/catalogue.ts'
import { Button } from '../ui/button.tsx'
import { FormError, useRefused, type Refused } from '../ui/refused.tsx'
import { FieldError } from '../ui/field.tsx'
import { Checkbox } from '../ui/tick.tsx'
import { useBegun } from '../ui/use-begun.ts'
import { GrantFields } from './grant-fields.tsx'
import { NewAccessRow } from './new-access-row.tsx'
import { RoleAndDays } from './role-and-days.tsx'
import { RolesTable } from './roles-table.tsx'
import { SavedGrant } from './saved.tsx'
import type { AccountPage, GrantView } from './types.ts'

/** All grants of an account in one form: "Save and close" applies all its changes at once, or says why none [A8]. */
export function EditAccess({ page, mostGiven }: { page: AccountPage; mostGiven: Role }) {
  const { t } = useTranslation(['access', 'accounts', 'giving'])
  const navigate = useNavigate()
  const refused = useRefused()
  const busy = useNavigation().formData?.get('do') === 'save_access'
  const [added, setAdded] = useState<number[]>([])
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-5 p-4 [&>:empty]:-mb-5">
      <FormError words={refused.words} />
      <details className="rounded-box bg-sunken px-4 py-3">
        <summary className="min-h-6 text-small font-medium">{t('giving:roles_table.title')}</summary>
        <div className="pt-3">
          <RolesTable roles={rolesFor(mostGiven)} />
        </div>
      </details>
      <RoleAndDays />
      {page.grants.map((grant) => (
        <EditRow key={grant.id} grant={grant} mostGiven={mostGiven} staff={page.staff} refused={refused} />
      ))}
      {added.map((key) => (
        <NewAccessRow
          key={key}
          of={`new${String(key)}`}
          page={page}
          mostGiven={mostGiven}
          refused={refused}
          onRemove={() => {
            setAdded(added.filter((one) => one !== key))
          }}
        />
      ))}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="button"
          icon={Plus}
          onClick={() => {
            setAdded([...added, (added.at(-1) ?? 0) + 1])
          }}
        >
          {t('access:add')}
        </Button>
        <span className="ms-auto flex gap-3">
          <Button
            type="button"
            onClick={() => {
              navigate('?', { replace: true, preventScrollReset: true })
            }}
          >
            {t('accounts:cancel')}
          </Button>
          <Button name="do" value="save_access" look="strong" busy={busy}>
            {t('access:save_and_close')}
          </Button>
        </span>
      </div>
    </Form>
  )
}

interface EditRowProps {
  grant: GrantView
  mostGiven: Role
  staff: AccountPage['staff']
  refused: Refused
}

function EditRow({ grant, mostGiven, staff, refused }: EditRowProps) {
  const { t } = useTranslation(['access', 'accounts', 'common', 'giving'])
  // Without script every row is sent as changed; with it only those that were touched, so that others' changes of the rest are nobody's conflict.
  const [touched, setTouched] = useState(true)
  useEffect(() => {
    setTouched(refused.typed(`change.${grant.id}`) !== undefined)
    // Once: what is touched afterwards says so itself.
  }, [])
  const conflict = refused.refusal?.fields[`row.${grant.id}`]?.key === 'grant_changed'
  const { from, saved } = useBegun(grant, refused, { conflict })
  if (!grant.mayChange)
    return (
      <p className="border-b border-line pb-4">
        <bdi className="font-medium">{grant.user.name}</bdi> · {t(`accounts:role.${grant.role}`)} ·{' '}
        <span className="text-faint">{t('access:admins_only')}</span>
      </p>
    )
  return (
    <fieldset
      className="flex flex-col gap-3 border-b border-line pb-5"
      onChange={() => {
        setTouched(true)
      }}
    >
      <legend className="mb-2 flex items-baseline gap-2">
        <bdi className="font-medium">{grant.user.name}</bdi>
        <span className="text-small text-faint">{t(`common:kind_of_grant.${grant.kind}`)}</span>
      </legend>
      <FieldError words={refused.field(`row.${grant.id}`)} />
      {saved && <SavedGrant of={grant.id} grant={saved} typed={refused.typed} />}
      <input type="hidden" name="row" value={grant.id} />
      {touched && <input type="hidden" name={`change.${grant.id}`} value="1" />}
      <input type="hidden" name={`version.${grant.id}`} value={from.version} />
      <GrantFields
        of={grant.id}
        terms={{ ...from, answersId: from.answers?.id ?? null }}
        mostGiven={mostGiven}
        staff={staff}
        refused={refused}
      />
      {grant.role !== FOR_EVER && (
        <div className="flex flex-wrap gap-x-8 gap-y-2">
          <Checkbox
            name={`suspended.${grant.id}`}
            label={t('giving:suspended')}
            help={t('giving:suspended_help')}
            error={refused.field(`suspended.${grant.id}`)}
            defaultChecked={refused.ticked(`suspended.${grant.id}`, from.state === 'suspended')}
          />
          <Checkbox
            name={`remove.${grant.id}`}
            label={t('accounts:remove')}
            help={t('accounts:remove_for_good')}
            defaultChecked={refused.ticked(`remove.${grant.id}`, false)}
          />
        </div>
      )}
    </fieldset>
  )
}
