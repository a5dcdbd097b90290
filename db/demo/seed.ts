import { createHash } from 'node:crypto'

/** Chance that is the same every time: the demo of today looks like the demo of any other day. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** `count` different ones, fewer when the list is shorter. */
  some<T>(list: readonly T[], count: number): T[]
}

/** A generator of its own for each name, so that one part may change without shaking the others (mulberry32). */
export function chanceOf(name: string): Chance {
  let state = createHash('sha256').update(`northlight ${name}`).digest().readInt32LE(0)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(list: readonly T[]): T => {
    const one = list[between(0, list.length - 1)]
    if (one === undefined) throw new Error(`nothing to pick from in ${name}`)
    return one
  }
  const some = <T>(list: readonly T[], count: number) => {
    const left = [...list]
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(between(0, left.length - 1), 1),
    ).flat()
  }
  return { next, between, chance: (probability) => next() < probability, pick, some }
}

/** The id of a thing of the demo by its name: a later part can speak of what an earlier one made, also years after. */
export function idOf(kind: string, name: string): string {
  const bytes = createHash('sha256').update(`northlight ${kind} ${name}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** A short reference as people read it to each other: no letter that looks like a digit. */
export function refOf(kind: string, name: string): string {
  const bytes = createHash('sha256').update(`northlight ref ${kind} ${name}`).digest()
  return Array.from(bytes.subarray(0, 6), (byte) => '23456789ABCDEFGHJKMNPQRSTUVWXYZ'[byte % 31]).join('')
}
