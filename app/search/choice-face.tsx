import { useTranslation } from 'react-i18next'
import { isolated } from '../feed/names.ts'
import { Status } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import type { Choice } from './choices.ts'

/** How something that was found looks in a row. */
export function ChoiceFace({ choice: { title, beside, within, said, ref, status } }: { choice: Choice }) {
  const { t } = useTranslation('search')
  return (
    <>
      <span className="min-w-0 flex-1">
        <bdi className={said ? 'line-clamp-2' : 'block truncate'}>{title}</bdi>
        {(beside ?? ref) && (
          <span className="block truncate text-small text-faint">
            {ref && <bdi className="font-mono">{ref}</bdi>}
            {ref && beside && ' · '}
            {said && (
              <>
                <bdi>{said.by}</bdi> · <Time at={said.at} as="recent" />
                {' · '}
              </>
            )}
            {beside && (within ? t(`within.${within}`, { title: isolated(beside) }) : <bdi>{beside}</bdi>)}
          </span>
        )}
      </span>
      {status?.of === 'task' && <Status of="task" is={status.is} />}
      {status?.of === 'project' && <Status of="project" is={status.is} />}
      {status?.of === 'contract' && <Status of="contract" is={status.is} />}
    </>
  )
}
