import { useTranslation } from 'react-i18next'
import { ListChecks } from 'lucide-react'
import { isClosed } from '#server/tasks/catalogue.ts'
import type { TaskMarks } from '#server/tasks/marks.ts'
import type { TaskRowView } from '#server/tasks/views.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { DataList, DataRow } from '~/ui/list.tsx'
import { Status } from '~/ui/status.tsx'
import { DueDay } from './due-day.tsx'

type Row = TaskRowView & TaskMarks

/** Tasks one below the other; `withProject` where they are of several. */
export function TaskRows({
  tasks,
  label,
  withProject = false,
}: {
  tasks: Row[]
  label: string
  withProject?: boolean
}) {
  const base = useBase()
  return (
    <DataList label={label}>
      {tasks.map((task) => (
        <DataRow
          key={task.id}
          to={`${base}/tasks/${task.id}`}
          title={task.title}
          unread={task.unread}
          note={<Note task={task} withProject={withProject} />}
          end={<End task={task} />}
        />
      ))}
    </DataList>
  )
}

function Note({ task, withProject }: { task: Row; withProject: boolean }) {
  const { t } = useTranslation('tasks')
  const { done, all } = task.checklist
  return (
    <>
      <span className="font-mono text-fine max-sm:hidden">{task.ref}</span>
      {task.from && <bdi className="max-w-full truncate">{t('list.from', task.from)}</bdi>}
      {withProject && <bdi className="max-w-full truncate">{task.project.name}</bdi>}
      {isPressing(task) && (
        <span className="sm:hidden">
          <Status of="priority" is={task.priority} />
        </span>
      )}
      {task.dueOn && <DueDay on={task.dueOn} open={!isClosed(task.status)} />}
      {all > 0 && (
        <span className="inline-flex items-center gap-1 tabular-nums" title={t('list.checklist', { done, all })}>
          <ListChecks className="size-3.5" aria-hidden />
          <span aria-hidden>
            {done}/{all}
          </span>
          <span className="sr-only">{t('list.checklist', { done, all })}</span>
        </span>
      )}
    </>
  )
}

/** Something is to be done sooner than usual. */
const isPressing = ({ priority, status }: TaskRowView) =>
  (priority === 'high' || priority === 'urgent') && !isClosed(status)

function End({ task }: { task: TaskRowView }) {
  const { priority, status, assignee } = task
  return (
    <>
      {isPressing(task) && (
        <span className="max-sm:hidden">
          <Status of="priority" is={priority} />
        </span>
      )}
      <Status of="task" is={status} />
      <span className="w-8 max-sm:hidden">
        {assignee && <Avatar id={assignee.userId} name={assignee.name} silent={false} />}
      </span>
    </>
  )
}
