import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { dateFormat } from '~/ui/formats.ts'
import { Said } from '~/ui/said.tsx'
import { ClockContext, Day } from '~/ui/time.tsx'

/** When something is due; said in colour and word when that was before today and it is still open. */
export function DueDay({
  on,
  open,
  bare = false,
}: {
  on: string
  open: boolean
  /** Without “Due”, where that is said already. */ bare?: boolean
}) {
  const { t } = useTranslation('tasks')
  const { now, timeZone } = useContext(ClockContext)
  const today = dateFormat('en-CA', { timeZone }).format(now)
  const late = open && on < today
  return (
    <span className={late ? 'font-medium text-bad' : undefined}>
      {late || !bare ? (
        <Said say={(day) => t(late ? 'overdue_since' : 'due_on', { day })}>
          <Day on={on} />
        </Said>
      ) : (
        <Day on={on} />
      )}
    </span>
  )
}
