import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { staffCard } from '#server/staff/queries.ts'
import type { StaffView } from '#server/staff/views.ts'
import { useBase } from '../frame/frame-context.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FormError, useRefused } from '../ui/refused.tsx'

type HandOver = NonNullable<Awaited<ReturnType<typeof staffCard>>['handOver']>

interface LeaveDialogProps {
  member: StaffView
  handOver: HandOver
  onClose: () => void
}

/** Asks once more before somebody is taken out of the staff, or their invitation back; while they have something to hand over, it says what. */
export function LeaveDialog({ member, handOver, onClose }: LeaveDialogProps) {
  const { t } = useTranslation('settings')
  const { name } = member
  const does = member.invited ? 'withdraw' : 'remove'
  const holds = handOver.rows.length > 0
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(holds ? 'staff.hand_over_title' : `staff.${does}_title`, { name })}
      description={t(holds ? 'staff.hand_over' : `staff.${does}_lead`, { name })}
    >
      {holds ? (
        <ToHandOver handOver={handOver} onClose={onClose} />
      ) : (
        <Asked member={member} does={does} onClose={onClose} />
      )}
    </Dialog>
  )
}

function ToHandOver({ handOver: { rows, more }, onClose }: { handOver: HandOver; onClose: () => void }) {
  const { t } = useTranslation('settings')
  const base = useBase()
  return (
    <>
      <ul className="flex flex-col gap-2">
        {rows.map(({ id, what, title, path }) => (
          <li key={`${what} ${id}`} className="wrap-anywhere">
            <span className="text-soft">{t(`staff.holds.${what}`)}</span>{' '}
            <Link to={base + path} className="link">
              <bdi>{title}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      {more && <p className="mt-3 text-soft">{t('staff.hand_over_more')}</p>}
      <div className="mt-5 flex justify-end">
        <Button type="button" onClick={onClose}>
          {t('staff.close')}
        </Button>
      </div>
    </>
  )
}

interface AskedProps {
  member: StaffView
  does: 'withdraw' | 'remove'
  onClose: () => void
}

function Asked({ member, does, onClose }: AskedProps) {
  const { t } = useTranslation('settings')
  const refused = useRefused(undefined, { do: does })
  const busy = useNavigation().formData?.get('do') === does
  return (
    <Form method="post" preventScrollReset className="flex flex-col gap-4 [&>:empty]:-mb-4">
      <FormError words={refused.words} />
      <input type="hidden" name="version" value={member.version} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button type="button" onClick={onClose}>
          {t('staff.cancel')}
        </Button>
        <Button name="do" value={does} look="grave" busy={busy}>
          {t(`staff.${does}`)}
        </Button>
      </div>
    </Form>
  )
}
