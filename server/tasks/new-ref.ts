import { randomInt } from 'node:crypto'

/** No letters that look like numbers: people read references to each other on the phone. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A short random reference, to be tried again in the rare case that it is taken [B5]. */
export const newRef = (): string => Array.from({ length: 6 }, () => LETTERS[randomInt(LETTERS.length)]).join('')
