const DAY = 24 * 60 * 60 * 1000

export const inDays = (count: number): Date => new Date(Date.now() + count * DAY)

/** The `nth` of a list, counted round and round. */
export function at<T>(list: readonly T[], nth: number): T {
  const one = list[nth % list.length]
  if (one === undefined) throw new Error('an empty list')
  return one
}

/** Each key once; of equals the last. */
export const once = <T>(list: readonly T[], key: (one: T) => string): T[] => [
  ...new Map(list.map((one) => [key(one), one])).values(),
]
