import { useParams } from '@remix-run/react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { TaskStatus } from '#server/access/facts.ts'
import type { Board, Card, Column } from '#server/tasks/board.ts'
import type { Words } from '#server/platform/errors.ts'
import { useBase } from '~/frame/frame-context.ts'
import { postForm } from '~/live/post-form.ts'
import { arrange, settle, type Moves } from './arrange.ts'
import { useRevalidate } from '~/ui/use-revalidate.ts'

/** After so long without news of a move that was stored, the page is asked for. Ms. */
const PATIENCE = 3000

/**
 * The board as it is shown: a card that was dropped stands in its new column at once, and goes back with the reason if it was refused. What
 * others do comes with the board itself, which the page keeps true.
 */
export function useBoard(board: Board, onRefused: (card: Card, words: Words) => void) {
  const base = useBase()
  const { grant } = useParams()
  const revalidate = useRevalidate()
  const [moves, setMoves] = useState<Moves>({})
  const [taken, setTaken] = useState(board)
  if (taken !== board) {
    setTaken(board)
    setMoves((now) => settle(now, board.columns))
  }
  const columns = useMemo(() => arrange(board.columns, moves), [board.columns, moves])
  const latest = useRef({ columns, onRefused, revalidate })
  useEffect(() => {
    latest.current = { columns, onRefused, revalidate }
  })

  const move = useCallback(
    async (id: string, from: TaskStatus, to: TaskStatus) => {
      const card = find(latest.current.columns, id)
      if (!card || card.status === to) return
      // Somebody moved it while it was in the hand: it stays where it is now, and whoever held it is told.
      if (card.status !== from) return latest.current.onRefused(card, { key: 'task_moved_meanwhile' })
      setMoves((now) => ({ ...now, [id]: { to, stored: false } }))
      const fields = { from, to }
      const outcome = await postForm(fetch, `${base}/tasks/${id}/move`, fields)
      if (outcome.state === 'done') {
        setMoves((now) => (now[id]?.to === to ? { ...now, [id]: { to, stored: true } } : now))
        setTimeout(() => {
          // Whoever has no line hears of nothing, not even of what they did themselves.
          setMoves((now) => {
            if (now[id]?.to === to) latest.current.revalidate()
            return now
          })
        }, PATIENCE)
        return
      }
      setMoves(({ [id]: _gone, ...now }) => now)
      latest.current.onRefused(card, outcome.state === 'refused' ? outcome.words : { key: 'try_later' })
      latest.current.revalidate()
    },
    // Another grant is another board.
    [base, grant],
  )
  return { columns, move }
}

export const find = (columns: readonly Column[], id: string): Card | undefined =>
  columns.flatMap(({ cards }) => cards).find((card) => card.id === id)
