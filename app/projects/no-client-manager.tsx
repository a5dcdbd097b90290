import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ProjectView } from '#server/projects/views.ts'
import { useNames } from '~/feed/names.ts'
import { useBase } from '~/frame/frame-context.ts'
import { LinkButton } from '~/ui/button.tsx'
import { Notice } from '~/ui/notice.tsx'

/** For staff: who of the counterparty has nobody to write tasks to [B3]. */
export function NoClientManager({ project, abilities }: { project: ProjectView; abilities: Abilities }) {
  const { t } = useTranslation('projects')
  const base = useBase()
  const names = useNames()
  const without = project.sharing?.withoutTaker
  if (!without) return null
  return (
    <Notice
      tone="warn"
      title={without.length > 0 ? t('sharing.no_taker', { names: names(without) }) : t('sharing.no_manager')}
      action={
        abilities['project.edit'] === null && (
          <LinkButton to={`${base}/projects/${project.id}/people`} size="small">
            {t('staff.add_client_manager')}
          </LinkButton>
        )
      }
    >
      {t(without.length > 0 ? 'sharing.no_taker_help' : 'sharing.no_manager_help')}
    </Notice>
  )
}
