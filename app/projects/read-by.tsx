import { Eye } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { isolated, useNames } from '~/feed/names.ts'
import { useFrame } from '~/frame/frame-context.ts'

/** Who will read what is being written, besides the host's people, to whom every project is open [B7]. */
export function ReadBy({ id, people }: { id?: string; people: { name: string }[] }) {
  const { t } = useTranslation('projects')
  const names = useNames()
  const host = isolated(useFrame().frame.host)
  return (
    <p id={id} className="flex items-start gap-2 text-small text-soft">
      <Eye className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {people.length > 0
          ? t('updates.read_by', { names: names([...people.map(({ name }) => name), t('updates.everyone', { host })]) })
          : t('updates.only_host', { host })}
      </span>
    </p>
  )
}
