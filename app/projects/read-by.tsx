import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useNames } from '~/feed/names.ts'

/** Who will read what is being written, besides the team [B7]. */
export function ReadBy({ id, people }: { id?: string; people: { name: string }[] }) {
  const { t } = useTranslation('projects')
  const names = useNames()
  return (
    <p id={id} className="flex items-start gap-2 text-small text-soft">
      <Eye className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {people.length > 0
          ? t('updates.read_by', { names: names([...people.map(({ name }) => name), t('updates.team')]) })
          : t('updates.nobody')}
      </span>
    </p>
  )
}
