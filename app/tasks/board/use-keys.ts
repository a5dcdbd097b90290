import { useRef, type KeyboardEvent } from 'react'
import type { TaskStatus } from '#server/access/facts.ts'
import { columnsOf, hideTargets, mark, movesOf, showTargets } from './lift.ts'

interface Says {
  onLift: (id: string, moves: TaskStatus[]) => void
  onOver: (to: TaskStatus) => void
  onCancel: (id: string) => void
  /** `from`: where it was when it was lifted. */
  onDrop: (id: string, from: TaskStatus, to: TaskStatus) => void
}

interface Held {
  card: HTMLElement
  from: TaskStatus
  /** Where it can go, and at the head where it is, in the order of the columns. */
  stops: TaskStatus[]
  at: number
}

/**
 * Moves cards by keyboard: Space lifts the one in focus, the arrows choose among the columns that take it, Space or Enter drops, Escape and
 * Tab leave it where it was. Up and down go from card to card.
 */
export function useKeys({ onLift, onOver, onCancel, onDrop }: Says) {
  const held = useRef<Held | null>(null)

  const letGo = (board: HTMLElement) => {
    const now = held.current
    held.current = null
    if (now) hideTargets(board, now.card)
    return now
  }

  const lift = (board: HTMLElement, card: HTMLElement) => {
    const moves = movesOf(card) as TaskStatus[]
    const order = columnsOf(board).map(({ dataset }) => dataset.column as TaskStatus)
    const from = card.dataset.from as TaskStatus
    const stops = order.filter((status) => status === from || moves.includes(status))
    held.current = { card, from, stops, at: stops.indexOf(from) }
    showTargets(board, card)
    onLift(card.dataset.card ?? '', moves)
  }

  const choose = (board: HTMLElement, step: number) => {
    const now = held.current
    if (!now) return
    now.at = Math.min(Math.max(now.at + step, 0), now.stops.length - 1)
    const to = now.stops[now.at]
    for (const column of columnsOf(board)) {
      const chosen = column.dataset.column === to
      mark(column, chosen)
      if (chosen) column.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    }
    if (to) onOver(to)
  }

  const drop = (board: HTMLElement) => {
    const now = letGo(board)
    const to = now?.stops[now.at]
    const id = now?.card.dataset.card ?? ''
    if (!to) return
    if (to === now.from) onCancel(id)
    else onDrop(id, now.from, to)
  }

  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const board = event.currentTarget
      const card = (event.target as Element).closest<HTMLElement>('[data-card]')
      if (!card || event.ctrlKey || event.metaKey || event.altKey) return
      const forward = getComputedStyle(board).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
      const { key } = event
      if (held.current) {
        if (key === ' ' || key === 'Enter') drop(board)
        else if (key === 'Escape') onCancel(letGo(board)?.card.dataset.card ?? '')
        else if (key === 'ArrowLeft' || key === 'ArrowRight') choose(board, key === forward ? 1 : -1)
        else if (key !== 'ArrowUp' && key !== 'ArrowDown') return
        event.preventDefault()
      } else if (key === ' ') {
        event.preventDefault()
        lift(board, card)
      } else if (key === 'ArrowUp' || key === 'ArrowDown') {
        const next = key === 'ArrowUp' ? card.previousElementSibling : card.nextElementSibling
        if (!(next instanceof HTMLElement)) return
        event.preventDefault()
        next.querySelector('a')?.focus()
      }
    },
    /** The focus left: what was lifted stays where it was. */
    onBlur(event: { currentTarget: HTMLElement }) {
      const now = letGo(event.currentTarget)
      if (now) onCancel(now.card.dataset.card ?? '')
    },
  }
}
