import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNames } from '../feed/names.ts'

/** Who was just added, where it was pressed: the list they are in now may be far above. */
export function Added({ names }: { names: readonly string[] }) {
  const { t } = useTranslation('tasks')
  const listed = useNames()
  return (
    <p role="status" className="appear flex min-h-10 min-w-0 items-center gap-1.5 text-good empty:hidden">
      {names.length > 0 && (
        <>
          <CircleCheck className="size-4 shrink-0" aria-hidden />
          <span className="min-w-0 wrap-anywhere">
            {t('people.added', { count: names.length, names: listed([...names]) })}
          </span>
        </>
      )}
    </p>
  )
}
