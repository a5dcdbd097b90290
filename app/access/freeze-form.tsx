import { Form, useNavigation } from '@remix-run/react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Freeze } from '#server/access/viewer-row.ts'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Input, Select } from '~/ui/input.tsx'
import { useRefused, type Refused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'
import { useBegun } from '~/ui/use-begun.ts'

/** Stands there only where a freeze is chosen: a day without one would be no one's. */
const WITH_A_FREEZE = "group-has-[option[value='']:checked]/freeze:hidden"

interface FreezeFormProps {
  whom: 'staff' | 'person' | 'account'
  /** What the form asks for. */
  does: 'freeze' | 'freeze_person' | 'freeze_account'
  userId?: string
  how: Freeze | null
  lastDay: string | null
}

/** Freezes somebody, or an account, or thaws them; at once, and until a day if one is given [A17]. */
export function FreezeForm({ whom, does, userId, how, lastDay }: FreezeFormProps) {
  const { t } = useTranslation(['access', 'statuses'])
  const form = { do: does, userId }
  const refused = useRefused(undefined, form)
  const now = { how, lastDay, version: `${how ?? ''} ${lastDay ?? ''}` }
  const { from, saved, round } = useBegun(now, refused, { form })
  const busy = useNavigation().formData?.get('do') === does
  return (
    <Section title={t('access:freeze.title')} help={t(`access:freeze.help.${whom}`)}>
      <Form key={round} method="post" className="group/freeze flex flex-wrap items-end gap-4">
        {saved && (
          <SavedNow
            className="basis-full"
            typed={refused.typed}
            fields={[
              {
                name: 'frozen',
                label: t('access:freeze.how'),
                value: saved.how,
                shown: saved.how ? t(`statuses:frozen.${saved.how}`) : t('access:freeze.not'),
              },
              { name: 'lastDay', label: t('access:freeze.until'), value: saved.lastDay, day: true },
            ]}
          />
        )}
        <input type="hidden" name="shownFrozen" value={from.how ?? ''} />
        <input type="hidden" name="shownLastDay" value={from.lastDay ?? ''} />
        {userId && <input type="hidden" name="userId" value={userId} />}
        <HowLong from={from} refused={refused} />
        <Button name="do" value={does} busy={busy}>
          {t('access:freeze.save')}
        </Button>
        {/* What each choice does to them, and how it is undone. */}
        <ul className="flex basis-full flex-col gap-1 text-small text-soft">
          <Choice name={t('access:freeze.not')}>{t('access:freeze.undone')}</Choice>
          <Choice name={t('statuses:frozen.read_only')}>{t(`access:freeze.read_only.${whom}`)}</Choice>
          <Choice name={t('statuses:frozen.off')}>{t(`access:freeze.off.${whom}`)}</Choice>
          <Choice name={t('access:freeze.until')} className={refused.field('lastDay') ? '' : WITH_A_FREEZE}>
            {t('access:freeze.until_help')}
          </Choice>
        </ul>
      </Form>
    </Section>
  )
}

interface HowLongProps {
  from: { how: Freeze | null; lastDay: string | null }
  refused: Refused
}

/** How they are frozen, and until when if they are. A day that was typed stays for another choice; it is not sent with this one. */
function HowLong({ from, refused }: HowLongProps) {
  const { t } = useTranslation(['access', 'statuses'])
  // Not of what it opens with: without script another choice could send no day.
  const [thaws, setThaws] = useState(false)
  const error = refused.field('lastDay')
  return (
    <>
      <Field label={t('access:freeze.how')} error={refused.field('frozen')} className="min-w-52 flex-1">
        <Select
          name="frozen"
          defaultValue={refused.typed('frozen') ?? from.how ?? ''}
          onChange={({ currentTarget }) => setThaws(currentTarget.value === '')}
        >
          <option value="">{t('access:freeze.not')}</option>
          <option value="read_only">{t('statuses:frozen.read_only')}</option>
          <option value="off">{t('statuses:frozen.off')}</option>
        </Select>
      </Field>
      <fieldset disabled={thaws && !error} className={error ? '' : WITH_A_FREEZE}>
        <Field label={t('access:freeze.until')} error={error} optional>
          <Input name="lastDay" type="date" defaultValue={refused.typed('lastDay') ?? from.lastDay ?? ''} />
        </Field>
      </fieldset>
    </>
  )
}

interface ChoiceProps {
  name: string
  className?: string
  children: string
}

const Choice = ({ name, className, children }: ChoiceProps) => (
  <li className={className}>
    <span className="font-medium text-ink after:content-[':']">{name}</span> {children}
  </li>
)
