import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { FOR_EVER, ROLES, type Role } from '#server/access/catalogue.ts'
import { useMatrixWords } from '../settings/matrix-words.ts'
import { FieldGroup } from '../ui/field.tsx'
import { cx } from '../ui/cx.ts'
import { BothMustSayYes } from './both-must-say-yes.tsx'
import { openedFor, opensMore, RoleOpens, type ForWhom } from './role-opens.tsx'

interface RoleChoiceProps extends ForWhom {
  role: Role
  /** What was chosen, where that was refused; else the role. */
  chosen: Role
  mostGiven: Role
  /** Nothing is given yet: the role is a proposal [A2]. */
  proposal: boolean
}

/** The roles, each with what it opens beside it [A6]; those that open nothing more so far stand with the one they are the same as. */
export function RoleChoice({ role, chosen, mostGiven, proposal, kind, empty }: RoleChoiceProps) {
  const { t } = useTranslation('accounts')
  // Held here: with another kind a role may stand elsewhere in the list.
  const [picked, pick] = useState(chosen)
  const wordsOf = useMatrixWords()
  const whom = { kind, empty }
  const [first, ...others] = ROLES
  const all = others.filter((one) => one <= mostGiven)
  const same = all.filter((one) => !opensMore(one, whom))
  const objects = [...new Set(openedFor(first, whom).map((action) => wordsOf(action).object))]
  const choice = (one: Role) => ({ role: one, chosen: one === picked, pick, proposed: proposal && one === role })
  return (
    <FieldGroup legend={t('dialog.role')} help={t('dialog.role_help')}>
      <div className="divide-y divide-line overflow-clip rounded-box ring-1 ring-line">
        <Choice {...choice(first)}>
          {objects.join(', ')}
          {kind === 'collaborator' && <span className="block">{t('opens.named')}</span>}
        </Choice>
        {same.length > 0 && (
          <fieldset className="ps-10 pe-3 py-2.5">
            <legend className="float-start mb-1 w-full text-small text-soft">
              {t('dialog.same', { role: t(`role.${first}`) })}
            </legend>
            <div className="clear-both flex flex-wrap gap-x-4 gap-y-1">
              {same.map((one) => (
                <Choice key={one} {...choice(one)} small />
              ))}
            </div>
          </fieldset>
        )}
        {all
          .filter((one) => !same.includes(one))
          .map((one) => (
            <Choice key={one} {...choice(one)}>
              {one === FOR_EVER ? t('opens.for_ever') : <RoleOpens role={one} {...whom} />}
            </Choice>
          ))}
      </div>
      <details className="text-small text-soft">
        <summary className="min-h-6 hover:text-ink">{t('dialog.exactly', { role: t(`role.${first}`) })}</summary>
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
  const { t } = useTranslation('accounts')
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
        {proposed && <span className="text-small text-soft"> {t('dialog.proposed')}</span>}
        {children && <span className="block text-small text-soft">{children}</span>}
      </span>
    </label>
  )
}
