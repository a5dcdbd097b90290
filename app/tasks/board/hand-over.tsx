import { useTranslation } from 'react-i18next'
import type { Card } from '#server/tasks/board.ts'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { HandOverWords } from '../reviewed.tsx'

interface Props {
  /** What was dropped on “Ready for review”; null when nothing is asked. */
  card: Card | null
  onDo: () => void
  /** Called when it is closed, by whatever way. */
  onClose: () => void
}

/** Asks somebody from outside what the button on the task's page asks: they cannot take it back [B5]. */
export function HandOver({ card, onDo, onClose }: Props) {
  const { t } = useTranslation('tasks')
  return (
    <Dialog
      open={card !== null}
      onClose={onClose}
      title={t('move.next.ready_for_review')}
      footer={
        <>
          <Button type="button" onClick={onClose}>
            {t('move.not_yet')}
          </Button>
          <Button type="button" look="strong" onClick={onDo}>
            {t('move.hand_over')}
          </Button>
        </>
      }
    >
      {card && (
        <div className="flex flex-col gap-2">
          <p className="font-medium wrap-anywhere">
            <bdi>{card.title}</bdi>
          </p>
          <HandOverWords reviewers={card.reviewers} left={card.checklist.all - card.checklist.done} external />
        </div>
      )}
    </Dialog>
  )
}
