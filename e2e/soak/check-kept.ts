import type { Attempt, History } from './history.ts'
import type { Kept } from './kept.ts'

const isTaken = ({ status }: Pick<Attempt, 'status'>) => status !== null && status < 300
const isRefused = ({ status }: Pick<Attempt, 'status'>) => status !== null && status >= 400 && status < 500

/** What was answered is there, once; what was refused is not; what nobody knows of is there once at most. */
export function checkComments({ attempts, said }: History, kept: Kept): string[] {
  const bySentId = Map.groupBy(
    [...attempts.filter(({ what }) => what === 'post'), ...said],
    ({ sentId = '' }) => sentId,
  )
  const wrong: string[] = []
  for (const [sentId, tries] of bySentId) {
    const times = kept.comments.get(sentId) ?? 0
    if (times > 1) wrong.push(`a comment is there ${String(times)} times`)
    if (tries.some(isTaken) && times === 0) wrong.push('a comment that was answered is lost')
    if (times > 0 && tries.every(isRefused)) wrong.push('a comment that was refused is there')
  }
  for (const sentId of kept.comments.keys())
    if (!bySentId.has(sentId)) wrong.push('a comment that nobody wrote is there')
  return wrong
}

/** The same of files, in the rows and in the folder. Every content is sent once. */
export function checkFiles({ attempts }: History, { attachments, contents, arriving }: Kept): string[] {
  const uploads = attempts.filter(({ what }) => what === 'upload')
  const wrong: string[] = []
  for (const upload of uploads) {
    const { who, stream, hash = '' } = upload
    const times = attachments.get(hash) ?? 0
    const of = `${who.name}: a file on ${stream}`
    if (times > 1) wrong.push(`${of} is there ${String(times)} times`)
    if (isTaken(upload) && times === 0) wrong.push(`${of} that was answered is lost`)
    if (times > 0 && !contents.has(hash)) wrong.push(`${of} has a row but no content`)
    if (isRefused(upload) && times > 0) wrong.push(`${of} that was refused has a row`)
    if (isRefused(upload) && contents.has(hash)) wrong.push(`${of} that was refused lies in the folder`)
  }
  const sent = new Set(uploads.map(({ hash }) => hash))
  for (const hash of attachments.keys()) if (!sent.has(hash)) wrong.push('a file that nobody sent has a row')
  for (const hash of contents) if (!attachments.has(hash)) wrong.push(`the file ${hash} was left behind`)
  const cut = uploads.filter((upload) => !isTaken(upload) && !isRefused(upload)).length
  if (arriving > cut) wrong.push(`${String(arriving)} files are arriving still, though ${String(cut)} were cut`)
  return wrong
}
