import { readFile } from 'node:fs/promises'
import { hash, verify } from '@node-rs/argon2'
import { FEWEST_CHARACTERS, MOST_CHARACTERS } from './catalogue.ts'

// OWASP's numbers for argon2id, which is this library's default; it runs on the thread pool, never on the event loop [S15].
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** One way of writing a password, however the keyboard composed it [S14]. */
const composed = (password: string) => password.normalize('NFKC')

export const hashPassword = (password: string): Promise<string> => hash(composed(password), COST)

let nobodys: Promise<string> | null = null

/**
 * Whether `password` fits `passwordHash`. Without a hash it takes just as long and says no, so that nobody learns from the
 * clock whether an account exists [S16].
 */
export async function fits(passwordHash: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password')
  const right = await verify(passwordHash ?? (await nobodys), composed(password).slice(0, MOST_CHARACTERS * 4))
  return passwordHash !== null && right
}

/**
 * The key of what is wrong with a new password, or null. `about`: words that others know of this person (login name, e-mail,
 * name, the portal's name): a password made of them is no secret.
 */
export async function weakness(password: string, about: readonly string[]): Promise<string | null> {
  const text = composed(password)
  const length = Array.from(text).length
  if (length < FEWEST_CHARACTERS) return 'password_too_short'
  if (length > MOST_CHARACTERS) return 'password_too_long'
  const plain = text.toLowerCase()
  if (isMonotonous(plain)) return 'password_repeats'
  if (leavesTooLittle(plain, about.flatMap(parts))) return 'password_about_you'
  return isCommon(plain, await commonPasswords()) ? 'password_common' : null
}

/** `aaaaaaaaaaaaaaaa`, `abcabcabcabcabc`, `123456789012345`: few different characters, a short block over and over, a run. */
function isMonotonous(text: string): boolean {
  if (new Set(text).size < 4) return true
  for (let block = 1; block <= text.length / 3; block++)
    if (
      text
        .slice(0, block)
        .repeat(Math.ceil(text.length / block))
        .startsWith(text)
    )
      return true
  let steps = 0
  for (let at = 1; at < text.length; at++) if (Math.abs(text.charCodeAt(at) - text.charCodeAt(at - 1)) === 1) steps++
  return steps >= text.length - 3
}

const parts = (about: string) =>
  about
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length >= 4)

/** Without the words everybody knows of this person, fewer than eight characters are left to guess. */
function leavesTooLittle(text: string, words: readonly string[]): boolean {
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), text)
  return left !== text && left.replace(/\s/g, '').length < 8
}

/** A password of the list, or put together of two of them: `password12345678`. */
function isCommon(text: string, list: ReadonlySet<string>): boolean {
  if (list.has(text)) return true
  for (let at = 1; at < text.length; at++) if (list.has(text.slice(0, at)) && list.has(text.slice(at))) return true
  return false
}

let list: Promise<ReadonlySet<string>> | null = null

/** Twelve thousand passwords that people choose most (from zxcvbn's list, MIT). Read once, when the first one is chosen. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= readFile(new URL('./common-passwords.txt', import.meta.url), 'utf8').then(
    (text) => new Set(text.split('\n').filter(Boolean)),
  )
  return list
}
