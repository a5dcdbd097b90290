import { randomUUID } from 'node:crypto'

const names = new WeakMap<object, string>()

/** A value that nobody changes any more, under a name of its own: where it only matters whether it is the same, it need not be written out. */
export function fixed<T extends object>(value: T): T {
  names.set(value, randomUUID())
  return value
}

/** The name of a value of `fixed`; nothing for any other. */
export const nameOfFixed = (value: object): string | undefined => names.get(value)
