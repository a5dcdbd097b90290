/** A setting of the installation whose value cannot be used. The message is one line, ready to print. */
export class BadSetting extends Error {
  override name = 'BadSetting'
}

interface Setting<T> {
  meaning: string
  /** As people read it: what holds when the variable is not set. */
  byDefault: string
  read: (text: string | undefined) => T
}

const refuse = (expected: string) => {
  throw new BadSetting(expected)
}

const text = (fallback: string) => (value?: string) => value ?? fallback

const optional =
  <T>(read: (value: string) => T) =>
  (value?: string) =>
    value === undefined ? null : read(value)

const wholeNumber = (fallback: number, least: number, most: number) => (value?: string) => {
  const number = value === undefined ? fallback : Number(value)
  if (!Number.isInteger(number) || number < least || number > most)
    refuse(`a whole number from ${String(least)} to ${String(most)}`)
  return number
}

const oneOf =
  <const T extends string>(allowed: readonly T[], fallback: NoInfer<T>) =>
  (value?: string): T =>
    allowed.find((one) => one === (value ?? fallback)) ?? refuse(`one of ${allowed.join(', ')}`)

const address =
  (...schemes: string[]) =>
  (value: string) => {
    const protocol = URL.canParse(value) ? new URL(value).protocol.slice(0, -1) : ''
    return schemes.includes(protocol)
      ? value
      : refuse(`an address that begins with ${schemes.map((s) => `${s}://`).join(' or ')}`)
  }

const origin = (value: string) => {
  const url = new URL(address('http', 'https')(value))
  return url.pathname === '/' && url.search === '' && url.username === ''
    ? url.origin
    : refuse('an origin, such as https://portal.example.com, without a path')
}

const yesOrNo = (value: string) => (value === '1' ? true : value === '0' ? false : refuse('1 or 0'))

const setting = <T>(meaning: string, byDefault: string, read: Setting<T>['read']): Setting<T> => ({
  meaning,
  byDefault,
  read,
})

/** Every variable the portal knows: what it means, what holds without it, how it is read. */
export const SETTINGS = {
  HOST: setting('The address to listen on. 0.0.0.0 opens the portal to the network.', '127.0.0.1', text('127.0.0.1')),
  PORT: setting('The port to listen on; 0 picks a free one.', '3000', wholeNumber(3000, 0, 65535)),
  PORTAL_URL: setting(
    'The origin people type, such as https://portal.example.com. Links in mail begin with it, and writes from any other origin are refused.',
    'http://HOST:PORT',
    optional(origin),
  ),
  PORTAL_DATA: setting('The folder where everything is kept: database, files, keys.', 'data', text('data')),
  PORTAL_DEMO: setting(
    '1 fills an empty portal with the demo, 0 never does. The demo’s password is public: keep it off the network.',
    'the demo, when HOST is this machine only and the database is the embedded one',
    optional(yesOrNo),
  ),
  DATABASE_URL: setting(
    'Your own PostgreSQL 15 or newer, as postgresql://user:password@host:5432/database.',
    'a private PostgreSQL in PORTAL_DATA',
    optional(address('postgresql', 'postgres')),
  ),
  DATABASE_CONNECTIONS: setting('The most database connections of this node.', '20', wholeNumber(20, 5, 500)),
  REDIS_URL: setting(
    'Redis 7 for prompt news between several nodes, as redis://host:6379.',
    'news between nodes is up to a second late',
    optional(address('redis', 'rediss')),
  ),
  MAIL_URL: setting(
    'The mail server, as smtp://user:password@host:587.',
    'mail is kept, and shown to admins at Settings → Outbox',
    optional(address('smtp', 'smtps')),
  ),
  MAIL_FROM: setting(
    'The sender of the portal’s mail.',
    'Portico <portal@localhost>',
    text('Portico <portal@localhost>'),
  ),
  TRUSTED_PROXY: setting(
    'The proxies in front of the portal whose X-Forwarded headers are believed: addresses or ranges, separated by commas.',
    'none is believed',
    optional((value) => value.split(',').map((one) => one.trim())),
  ),
  FILES_LARGEST_MB: setting('The largest file that is taken in, in MB.', '250', wholeNumber(250, 1, 10_000)),
  FILES_PER_RECORD: setting('The most files of one task or contract.', '200', wholeNumber(200, 1, 10_000)),
  FILES_QUOTA_MB: setting(
    'How much the people of one account may attach in all, in MB.',
    '2048',
    wholeNumber(2048, 1, 10_000_000),
  ),
  LOG_LEVEL: setting(
    'How much is logged.',
    'info',
    oneOf(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'], 'info'),
  ),
  NODE_ENV: setting(
    'production, development or test. The commands of package.json set it.',
    'production',
    oneOf(['production', 'development', 'test'], 'production'),
  ),
} satisfies Record<string, Setting<unknown>>

/** The settings of the installation, read and checked; null where nothing is set and the default is an absence. */
export type Env = { readonly [Name in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[Name]['read']> }

/** Reads all settings from `source`. An empty variable counts as not set. Throws BadSetting at the first bad one. */
export function readSettings(source: Record<string, string | undefined>): Env {
  const values = Object.entries(SETTINGS).map(([name, { read }]) => {
    const value = source[name]?.trim()
    try {
      return [name, read(value === '' ? undefined : value)]
    } catch (error) {
      if (!(error instanceof BadSetting)) throw error
      // The value itself is not repeated: addresses carry passwords.
      throw new BadSetting(`${name} must be ${error.message}. See docs/operating.md.`)
    }
  })
  return Object.fromEntries(values) as Env
}
