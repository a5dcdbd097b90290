/** Beyond so many pixels a press is a drag, and near so many to an edge the board scrolls. */
const THRESHOLD = 5
const EDGE = 48
const SPEED = 14

/** A card in the hand: its picture follows the pointer, and the columns show which of them would take it. No frame of it asks React. */
export class Lift {
  readonly id: string
  readonly from: string
  over: string | null = null
  readonly #board: HTMLElement
  readonly #card: HTMLElement
  readonly #ghost: HTMLElement
  readonly #columns: { column: HTMLElement; start: number; end: number }[]
  readonly #scrolled: number
  readonly #grip: { x: number; y: number }
  #at = { x: 0, y: 0 }
  #frame = 0

  constructor(board: HTMLElement, card: HTMLElement, at: { x: number; y: number }) {
    const box = card.getBoundingClientRect()
    this.#board = board
    this.#card = card
    this.id = card.dataset.card ?? ''
    this.from = card.dataset.from ?? ''
    this.#grip = { x: at.x - box.left, y: at.y - box.top }
    this.#scrolled = board.scrollLeft
    this.#columns = columnsOf(board).map((column) => {
      const { left, right } = column.getBoundingClientRect()
      return { column, start: left, end: right }
    })
    showTargets(board, card)
    this.#ghost = card.cloneNode(true) as HTMLElement
    this.#ghost.removeAttribute('data-card')
    this.#ghost.setAttribute('aria-hidden', 'true')
    this.#ghost.className = `${card.className} board-ghost`
    this.#ghost.style.width = `${String(box.width)}px`
    this.move(at)
    document.body.append(this.#ghost)
  }

  move(at: { x: number; y: number }): void {
    this.#at = at
    this.#frame ||= requestAnimationFrame(() => this.#draw())
  }

  /** Puts everything as it was; the drop itself is React's. */
  end(): void {
    cancelAnimationFrame(this.#frame)
    this.#ghost.remove()
    hideTargets(this.#board, this.#card)
  }

  #draw(): void {
    this.#frame = 0
    const { x, y } = this.#at
    this.#ghost.style.transform = `translate(${String(x - this.#grip.x)}px, ${String(y - this.#grip.y)}px) rotate(1.5deg)`
    const { left, right } = this.#board.getBoundingClientRect()
    this.#scroll(x, left, right)
    const shift = this.#board.scrollLeft - this.#scrolled
    // A column that is scrolled out of the board's box is not there to be dropped on.
    const at = x >= left && x <= right ? x + shift : NaN
    const found = this.#columns.find(({ start, end }) => at >= start && at <= end)?.column
    this.over = found?.dataset.column ?? null
    for (const { column } of this.#columns) mark(column, column === found && this.over !== this.from)
  }

  #scroll(x: number, left: number, right: number): void {
    const speed = x < left + EDGE ? -SPEED : x > right - EDGE ? SPEED : 0
    if (speed === 0) return
    const before = this.#board.scrollLeft
    this.#board.scrollLeft += speed
    if (this.#board.scrollLeft !== before) this.#frame ||= requestAnimationFrame(() => this.#draw())
  }
}

export const columnsOf = (board: HTMLElement): HTMLElement[] => [
  ...board.querySelectorAll<HTMLElement>('[data-column]'),
]
export const movesOf = (card: HTMLElement): string[] => (card.dataset.moves ?? '').split(' ').filter(Boolean)
export const isFar = (from: { x: number; y: number }, to: { x: number; y: number }): boolean =>
  Math.hypot(to.x - from.x, to.y - from.y) > THRESHOLD

/** Shows which columns would take the card. */
export function showTargets(board: HTMLElement, card: HTMLElement): void {
  const moves = movesOf(card)
  board.dataset.dragging = ''
  card.dataset.lifted = ''
  for (const column of columnsOf(board)) {
    const { column: status = '' } = column.dataset
    column.dataset.may = status === card.dataset.from ? 'home' : moves.includes(status) ? 'yes' : 'no'
  }
}

export function hideTargets(board: HTMLElement, card: HTMLElement): void {
  delete board.dataset.dragging
  delete card.dataset.lifted
  for (const column of columnsOf(board)) {
    delete column.dataset.may
    delete column.dataset.over
  }
}

export function mark(column: HTMLElement, over: boolean): void {
  if (over) column.dataset.over = ''
  else delete column.dataset.over
}
