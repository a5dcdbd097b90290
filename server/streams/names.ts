const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const NAME = new RegExp(
  `^(?:(task|project|contract|conversation|grant|staff|account|note):(${UUID})(/team)?|(settings|access))$`,
)

const WHOLE = ['project', 'contract', 'conversation', 'grant', 'staff', 'note'] as const

/** What a stream is about. */
export type StreamSubject =
  | { subject: 'task' | 'account'; id: string; team: boolean }
  | { subject: (typeof WHOLE)[number]; id: string }
  | { subject: 'settings' | 'access' }

/** Reads a stream's name as `streamOf` writes it; null when it is none. */
export function subjectOf(name: string): StreamSubject | null {
  const [, subject, id, team, alone] = NAME.exec(name) ?? []
  if (alone === 'settings' || alone === 'access') return { subject: alone }
  if (!id) return null
  if (subject === 'task' || subject === 'account') return { subject, id, team: team !== undefined }
  const whole = WHOLE.find((one) => one === subject)
  return whole && team === undefined ? { subject: whole, id } : null
}
