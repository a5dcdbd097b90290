import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ROLES, type Role } from '#server/access/catalogue.ts'
import { useMatrixWords } from '../settings/matrix-words.ts'
import { FieldGroup } from '../ui/field.tsx'
import { cx } from '../ui/cx.ts'
import { BothMustSayYes } from './both-must-say-yes.tsx'
import { laterOf, openedFor, opensMore, RoleOpens, type ForWhom } from './role-opens.tsx'

interface RoleChoiceProps extends ForWhom {
  /** Those that a Save takes. */
  roles: readonly Role[]
  /** Held by whom it is chosen for: with another kind a role may stand elsewhere in the list. */
  picked: Role
  pick: (role: Role) => void
  /** Nothing is given yet: this is a proposal [A2]. */
  proposed: Role | null
}

/** The roles, each with what it opens beside it [A6]; those that open nothing more so far stand with the one they are the same as. */
export function RoleChoice({ roles, picked, pick, proposed, kind, empty }: RoleChoiceProps) {
  const { t } = useTranslation(['accounts', 'giving'])
  const wordsOf = useMatrixWords()
  const whom = { kind, empty }
  const [first] = ROLES
  const all = roles.filter((one) => one !== first)
  const same = all.filter((one) => !opensMore(one, whom))
  const objects = [...new Set(openedFor(first, whom).map((action) => wordsOf(action).object))]
  const choice = (one: Role) => ({ role: one, chosen: one === picked, pick, proposed: one === proposed })
  return (
    <FieldGroup legend={t('giving:role')} help={t('giving:role_help')}>
      <div className="divide-y divide-line overflow-clip rounded-box ring-1 ring-line">
        {roles.includes(first) && (
          <Choice {...choice(first)}>
            {objects.join(', ')}
            {kind === 'collaborator' && <span className="block">{t('giving:opens.named')}</span>}
          </Choice>
        )}
        {same.length > 0 && (
          <fieldset className="ps-10 pe-3 py-2.5">
            <legend className="float-start mb-1 w-full text-small text-soft">
              {t('giving:same', { role: t(`role.${first}`) })}
            </legend>
            <div className="clear-both flex flex-col gap-1">
              {same.map((one) => {
                const later = laterOf(one)
                return (
                  <Choice key={one} {...choice(one)} small>
                    {later && t(`giving:opens.later.${later}`)}
                  </Choice>
                )
              })}
            </div>
          </fieldset>
        )}
        {all
          .filter((one) => !same.includes(one))
          .map((one) => (
            <Choice key={one} {...choice(one)}>
              <RoleOpens role={one} {...whom} />
            </Choice>
          ))}
      </div>
      <details className="text-small text-soft">
        <summary className="min-h-6 hover:text-ink">{t('giving:exactly', { role: t(`role.${first}`) })}</summary>
        <RoleOpens role={first} {...whom} />
      </details>
      <BothMustSayYes />
    </FieldGroup>
  )
}

interface ChoiceProps {
  role: Role
  chosen: boolean
  pick: (role: Role) => void
  proposed: boolean
  small?: boolean
  children?: ReactNode
}

function Choice({ role, chosen, pick, proposed, small = false, children }: ChoiceProps) {
  const { t } = useTranslation(['accounts', 'giving'])
  return (
    <label
      className={cx(
        'flex cursor-pointer items-start gap-2 rounded-box',
        small ? 'min-h-6 text-small' : 'gap-3 px-3 py-2.5 hover:bg-hover has-checked:bg-accent-soft',
      )}
    >
      <input
        type="radio"
        name="role"
        value={role}
        checked={chosen}
        onChange={() => pick(role)}
        required
        className="mt-0.5 size-4 shrink-0 accent-(--accent-fill)"
      />
      <span className="min-w-0">
        <span className={cx(!small && 'font-medium')}>{t(`role.${role}`)}</span>
        {proposed && <span className="text-small text-soft"> {t('giving:proposed')}</span>}
        {children && (
          <span className={cx('text-soft', small ? "before:content-['_·_']" : 'block text-small')}>{children}</span>
        )}
      </span>
    </label>
  )
}
