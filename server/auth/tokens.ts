import { createHash, randomBytes } from 'node:crypto'

/** 256 bits nobody can guess, safe in an address and a cookie. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token: enough to know it again, useless to whoever reads the table [S8]. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')
