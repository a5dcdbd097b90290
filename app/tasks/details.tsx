import { useActionData } from '@remix-run/react'
import { EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import { isClosed } from '#server/tasks/catalogue.ts'
import type { TaskView } from '#server/tasks/views.ts'
import { useBase } from '~/frame/frame-context.ts'
import { AsidePart } from '~/frame/page.tsx'
import { Button, buttonLook } from '~/ui/button.tsx'
import { Fact, Facts } from '~/ui/card.tsx'
import { Said } from '~/ui/said.tsx'
import { Status } from '~/ui/status.tsx'
import { Link } from '@remix-run/react'
import { Day, Time } from '~/ui/time.tsx'
import { useTold } from '~/ui/use-told.ts'
import { DueDay } from './due-day.tsx'
import { questionIn } from './question-in.ts'
import { SecondAccountQuestion } from './second-account-question.tsx'

/** Where the task belongs, when it is due, who made it. */
export function Details({ task }: { task: TaskView }) {
  const { t } = useTranslation('tasks')
  const base = useBase()
  return (
    <AsidePart title={t('details')}>
      <Facts>
        <Fact name={t('project')}>
          <Link to={`${base}/projects/${task.project.id}`} prefetch="intent" className="link">
            <bdi>{task.project.name}</bdi>
          </Link>
        </Fact>
        {task.startsOn && (
          <Fact name={t('planned')}>
            <Day on={task.startsOn} />
          </Fact>
        )}
        <Fact name={t('due')}>
          {task.dueOn ? (
            <DueDay on={task.dueOn} open={!isClosed(task.status)} bare />
          ) : (
            <span className="text-faint">{t('no_due')}</span>
          )}
        </Fact>
        <Fact name={t('priority')}>
          <Status of="priority" is={task.priority} />
        </Fact>
        <Fact name={t('ref')}>
          <span className="font-mono text-small select-all">{task.ref}</span>
        </Fact>
        <Fact name={t('made')}>
          <Said say={(day) => t('made_by', { day, name: task.author.name })}>
            <Time at={task.createdAt} as="day" />
          </Said>
        </Fact>
      </Facts>
    </AsidePart>
  )
}

/** Whether the counterparty sees the task though nobody added its people; for staff, where the project is shared with it [B2]. */
export function Sharing({ task, abilities }: { task: TaskView; abilities: Abilities }) {
  const { t } = useTranslation('tasks')
  const fetcher = useTold({ intent: 'hide' })
  const answer = useActionData()
  const asks = questionIn(fetcher.data ?? answer)
  const { sharing } = task
  if (!sharing?.counterpartySeesTasks || !sharing.accountName) return null
  const wanted = fetcher.formData?.get('hidden')
  const hidden = wanted ? wanted === 'yes' : sharing.hidden
  return (
    <AsidePart title={<bdi>{sharing.accountName}</bdi>}>
      <p className="flex items-start gap-2 text-small text-soft">
        {hidden && <EyeOff className="mt-px size-4 shrink-0" aria-hidden />}
        <span>
          {hidden && (
            <strong className="block font-medium text-ink">
              {t('sharing.hidden', { account: sharing.accountName })}
            </strong>
          )}
          {t(hidden ? 'sharing.hidden_help' : 'sharing.shown_help')}
        </span>
      </p>
      {abilities['task.people'] === null && (
        <fetcher.Form method="post" className="mt-2">
          <input type="hidden" name="intent" value="hide" />
          {asks && hidden ? (
            <SecondAccountQuestion question={asks}>
              <Button look="strong" size="small" name="hidden" value="no" busy={fetcher.state !== 'idle'}>
                {t('sharing.agree')}
              </Button>
              <Link to="." reloadDocument className={buttonLook({ size: 'small' })}>
                {t('people.second.back')}
              </Link>
            </SecondAccountQuestion>
          ) : (
            <Button size="small" name="hidden" value={hidden ? 'no' : 'yes'} busy={fetcher.state !== 'idle'}>
              {t(hidden ? 'sharing.show' : 'sharing.hide')}
            </Button>
          )}
        </fetcher.Form>
      )}
    </AsidePart>
  )
}
