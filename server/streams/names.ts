const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const NAME = new RegExp(
  `^(?:(task|project|contract|conversation|grant|staff|account|note):(${UUID})(/team|/inside|/readers)?|(settings|access|host))$`,
)

const WHOLE = ['contract', 'conversation', 'grant', 'staff', 'note'] as const

const ALONE = ['settings', 'access', 'host'] as const

const PARTS = { '': 'name', '/inside': 'inside', '/team': 'team', '/readers': 'readers' } as const
const OF_ACCOUNT = { '': 'shared', '/team': 'team', '/readers': 'readers' } as const

/** What a stream is about. A project's name is known to more people than what is in it [B1]. */
export type StreamSubject =
  | { subject: 'task'; id: string; team: boolean }
  | { subject: 'account'; id: string; part: 'shared' | 'team' | 'readers' }
  | { subject: 'project'; id: string; part: 'name' | 'inside' | 'team' | 'readers' }
  | { subject: (typeof WHOLE)[number]; id: string }
  | { subject: (typeof ALONE)[number] }

/** Reads a stream's name as `streamOf` writes it; null when it is none. */
export function subjectOf(name: string): StreamSubject | null {
  const [, subject, id, part = '', alone] = NAME.exec(name) ?? []
  const one = ALONE.find((name) => name === alone)
  if (one) return { subject: one }
  if (!id) return null
  if (subject === 'project') return part in PARTS ? { subject, id, part: PARTS[part as keyof typeof PARTS] } : null
  if (subject === 'account')
    return part in OF_ACCOUNT ? { subject, id, part: OF_ACCOUNT[part as keyof typeof OF_ACCOUNT] } : null
  if (subject === 'task') return part === '' || part === '/team' ? { subject, id, team: part !== '' } : null
  const whole = WHOLE.find((one) => one === subject)
  return whole && part === '' ? { subject: whole, id } : null
}
