import { Link, useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ProjectView } from '#server/projects/views.ts'
import { AsidePart } from '~/frame/page.tsx'
import { questionIn } from '~/tasks/question-in.ts'
import { SecondAccountQuestion } from '~/tasks/second-account-question.tsx'
import { Button, buttonLook } from '~/ui/button.tsx'
import { useTold } from '~/ui/use-told.ts'

/** For staff: what the counterparty sees of the tasks [B2]. */
export function ProjectSharing({ project, abilities }: { project: ProjectView; abilities: Abilities }) {
  const { t } = useTranslation('projects')
  const fetcher = useTold({ intent: 'share' })
  const answer = useActionData()
  const asks = questionIn(fetcher.data ?? answer)
  const account = project.inside?.account
  if (!project.sharing || !account) return null
  const wanted = fetcher.formData?.get('shared')
  const shared = wanted ? wanted === 'yes' : project.sharing.counterpartySeesTasks
  return (
    <AsidePart title={t('sharing.title', { account: account.name })}>
      <p className="text-small text-soft">{t(shared ? 'sharing.all' : 'sharing.own')}</p>
      {abilities['project.edit'] === null && (
        <fetcher.Form method="post" className="mt-2">
          <input type="hidden" name="intent" value="share" />
          {asks && !shared ? (
            <SecondAccountQuestion question={asks}>
              <Button look="strong" size="small" name="shared" value="yes" busy={fetcher.state !== 'idle'}>
                {t('second.agree')}
              </Button>
              <Link to="." reloadDocument className={buttonLook({ size: 'small' })}>
                {t('second.back')}
              </Link>
            </SecondAccountQuestion>
          ) : (
            <Button size="small" name="shared" value={shared ? 'no' : 'yes'} busy={fetcher.state !== 'idle'}>
              {t(shared ? 'sharing.close' : 'sharing.open')}
            </Button>
          )}
        </fetcher.Form>
      )}
    </AsidePart>
  )
}
