import { Link, useLocation } from '@remix-run/react'
import { memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Column } from '#server/tasks/board.ts'
import { buttonLook } from '~/ui/button.tsx'
import { Status } from '~/ui/status.tsx'
import { BoardCard, type DueWords } from './card.tsx'

interface Props {
  column: Column
  base: string
  /** What is said of a day something is due, by day and whether it is still open. */
  dueWords: (on: string, open: boolean) => DueWords
  help: string
  withProject: boolean
}

/** The tasks of one status. Drawn again only when one of them changed, came or left. */
export const BoardColumn = memo(function BoardColumn({
  column: { status, cards, more },
  base,
  dueWords,
  help,
  withProject,
}: Props) {
  const { t } = useTranslation(['board', 'tasks', 'common'])
  const id = useId()
  const { search } = useLocation()
  const list = new URLSearchParams(search)
  list.delete('view')
  list.set('status', status)
  const open = status !== 'done' && status !== 'declined' && status !== 'cancelled'
  return (
    <section
      aria-labelledby={id}
      data-column={status}
      data-drop={t('drop')}
      data-no={t('no_drop')}
      className="board-column relative flex max-h-full w-[min(80vw,288px)] lg:w-[clamp(204px,calc((100%-60px)/5),288px)] shrink-0 snap-start flex-col rounded-box bg-sunken/60"
    >
      <h3 id={id} className="flex items-center justify-between gap-2 px-3 py-2.5">
        <Status of="task" is={status} />
        <span className="text-small font-normal text-faint tabular-nums">
          {more ? t('count', { count: cards.length }) : cards.length}
        </span>
      </h3>
      <p className="px-3 pb-2 text-small text-faint">{t(`hint.${status}`)}</p>
      <ol className="flex min-h-16 flex-1 flex-col gap-2 overflow-y-auto px-2 pt-0.5 pb-3">
        {cards.map((card) => (
          <BoardCard
            key={card.id}
            card={card}
            base={base}
            due={card.dueOn === null ? null : dueWords(card.dueOn, open)}
            steps={card.checklist.all > 0 ? t('tasks:list.checklist', card.checklist) : ''}
            from={card.from ? t('tasks:list.from', card.from) : ''}
            unread={card.unread ? t('common:unread') : ''}
            help={help}
            withProject={withProject}
          />
        ))}
        {cards.length === 0 && <li className="board-empty px-1 py-2 text-small text-faint">{t('empty')}</li>}
        {more && (
          <li className="flex justify-center">
            <Link to={`?${list.toString()}`} className={buttonLook({ look: 'plain', size: 'small' })}>
              {t('more')}
            </Link>
          </li>
        )}
      </ol>
    </section>
  )
})
