import { useEffect, useRef, type RefObject } from 'react'
import type { TaskStatus } from '#server/access/facts.ts'
import { isFar, Lift, movesOf } from './lift.ts'

/** So long a finger rests before a card is lifted: until then it scrolls. Ms. */
const REST = 350

interface Drops {
  /** `from`: where it was when it was lifted. */
  onDrop: (id: string, from: TaskStatus, to: TaskStatus) => void
  /** Let go over a column that does not take it. */
  onRefuse: (id: string, to: TaskStatus) => void
  /** Somebody tried to drag a card that they can move nowhere. */
  onStuck: (id: string) => void
}

/** Lets cards of the board be dragged with mouse, pen or finger. */
export function useDrag(board: RefObject<HTMLElement>, drops: Drops): void {
  const latest = useRef(drops)
  useEffect(() => {
    latest.current = drops
  })
  useEffect(() => {
    const root = board.current
    if (!root) return
    const dragging = new Dragging(root, () => latest.current)
    return () => dragging.stop()
  }, [board])
}

class Dragging {
  readonly #root: HTMLElement
  readonly #drops: () => Drops
  readonly #ends = new AbortController()
  #pressed: { card: HTMLElement; x: number; y: number; touch: boolean } | null = null
  #resting: ReturnType<typeof setTimeout> | undefined
  #lift: Lift | null = null

  constructor(root: HTMLElement, drops: () => Drops) {
    this.#root = root
    this.#drops = drops
    const { signal } = this.#ends
    root.addEventListener('pointerdown', (event) => this.#press(event), { signal })
    // The browser's own drag of a link would take the pointer away.
    root.addEventListener('dragstart', (event) => event.preventDefault(), { signal })
    root.addEventListener('touchmove', (event) => this.#lift && event.preventDefault(), { signal, passive: false })
    window.addEventListener('pointermove', (event) => this.#move(event), { signal })
    window.addEventListener('pointerup', () => this.#release(), { signal })
    window.addEventListener('pointercancel', () => this.#cancel(), { signal })
    window.addEventListener('blur', () => this.#cancel(), { signal })
    window.addEventListener('keydown', (event) => event.key === 'Escape' && this.#cancel(), { signal })
  }

  stop(): void {
    this.#cancel()
    this.#ends.abort()
  }

  #press(event: PointerEvent): void {
    const card = (event.target as Element).closest<HTMLElement>('[data-card]')
    if (event.button !== 0 || !card) return
    this.#pressed = { card, x: event.clientX, y: event.clientY, touch: event.pointerType === 'touch' }
    if (this.#pressed.touch) this.#resting = setTimeout(() => this.#take(), REST)
  }

  #move({ clientX: x, clientY: y }: PointerEvent): void {
    if (this.#lift) return this.#lift.move({ x, y })
    if (!this.#pressed || !isFar(this.#pressed, { x, y })) return
    if (this.#pressed.touch) this.#forget()
    else this.#take()
  }

  #take(): void {
    if (!this.#pressed) return
    const { card, x, y } = this.#pressed
    if (movesOf(card).length === 0) {
      this.#forget()
      return this.#drops().onStuck(card.dataset.card ?? '')
    }
    this.#lift = new Lift(this.#root, card, { x, y })
  }

  #release(): void {
    const lift = this.#lift
    this.#cancel()
    if (!lift) return
    // The click that follows is the drag's, not the link's.
    const eat = (event: MouseEvent) => event.preventDefault()
    window.addEventListener('click', eat, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', eat, { capture: true }), 0)
    const { id, from, over } = lift
    if (!over || over === from) return
    const card = this.#root.querySelector<HTMLElement>(`[data-card="${id}"]`)
    const drops = this.#drops()
    const movedMeanwhile = card?.dataset.from !== from
    if (card && (movedMeanwhile || movesOf(card).includes(over)))
      drops.onDrop(id, from as TaskStatus, over as TaskStatus)
    else drops.onRefuse(id, over as TaskStatus)
  }

  #cancel(): void {
    this.#lift?.end()
    this.#lift = null
    this.#forget()
  }

  #forget(): void {
    clearTimeout(this.#resting)
    this.#pressed = null
  }
}
