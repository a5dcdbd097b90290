const DAY = 24 * 60 * 60 * 1000

/** Days that a picture spans, both included; yyyy-mm-dd. */
export interface Span {
  from: string
  to: string
}

export const daysOf = ({ from, to }: Span): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY) + 1

/** How wide the picture is, px: a day is never too narrow to see, and three years still scroll within reason. */
export function widthOf(span: Span): number {
  const days = daysOf(span)
  return Math.max(320, Math.round(days * (days <= 60 ? 16 : days <= 200 ? 8 : days <= 500 ? 4 : 2)))
}

/** Where a day is, from the start of the picture, as a share of it; `within` the day: 0 its beginning, 1 its end. */
export function shareOf(span: Span, day: string, within = 0): number {
  const passed = (Date.parse(day) - Date.parse(span.from)) / DAY + within
  return Math.min(1, Math.max(0, passed / daysOf(span)))
}

/** The same for a style. */
export const placeIn = (span: Span, day: string, within = 0): string =>
  `${(shareOf(span, day, within) * 100).toFixed(3)}%`

/** The first days of the months in the span; of a long one every third, so that their names do not meet. */
export function monthsIn(span: Span): string[] {
  const step = daysOf(span) > 500 ? 3 : 1
  const months: string[] = []
  const at = new Date(`${span.from.slice(0, 7)}-01`)
  for (; at.toISOString().slice(0, 10) <= span.to; at.setUTCMonth(at.getUTCMonth() + 1)) {
    const first = at.toISOString().slice(0, 10)
    if (first >= span.from && at.getUTCMonth() % step === 0) months.push(first)
  }
  return months
}
