import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Notes } from '#server/notes/queries.ts'
import { buttonLook } from '~/ui/button.tsx'

/** The way to older notes and back: a page of them at a time, because each one that is shown is followed. */
export function OlderNotes({ page: { older, isFirst }, hash = '' }: { page: Notes; hash?: string }) {
  const { t } = useTranslation('notes')
  if (older === null && isFirst) return null
  const look = buttonLook({ look: 'plain', size: 'small' })
  return (
    <nav aria-label={t('pages')} className="flex justify-center gap-3 border-t border-line p-3">
      {!isFirst && (
        <Link to={`?${hash}`} className={look}>
          {t('newest')}
        </Link>
      )}
      {older !== null && (
        <Link to={`?after=${older}${hash}`} className={look}>
          {t('older')}
        </Link>
      )}
    </nav>
  )
}
