const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const NAME = new RegExp(`^(?:(task|project|contract|grant|staff):(${UUID})(/team)?|(settings))$`)

/** What a stream is about. */
export type StreamSubject =
  | { subject: 'task'; id: string; team: boolean }
  | { subject: 'project' | 'contract' | 'grant' | 'staff'; id: string }
  | { subject: 'settings' }

/** Reads a stream's name as `streamOf` writes it; null when it is none. */
export function subjectOf(name: string): StreamSubject | null {
  const [, subject, id, team, settings] = NAME.exec(name) ?? []
  if (settings) return { subject: 'settings' }
  if (!id) return null
  if (subject === 'task') return { subject, id, team: team !== undefined }
  if (team !== undefined) return null
  if (subject === 'project' || subject === 'contract' || subject === 'grant' || subject === 'staff')
    return { subject, id }
  return null
}
