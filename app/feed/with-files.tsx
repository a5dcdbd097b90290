import { useMemo, type ReactNode } from 'react'
import type { Abilities } from '#server/access/abilities.ts'
import type { Attached } from '#server/files/queries.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { fileRightsIn } from '../files/rights.ts'
import { useBase } from '../frame/frame-context.ts'
import { FeedFilesContext, type FeedFiles } from './feed-files.ts'

interface WithFilesProps {
  attached: Attached
  /** The list as it is now; the page keeps it true. */
  files: readonly AttachmentView[]
  /** What the reader may do with the record at this moment. */
  abilities: Abilities
  children: ReactNode
}

/** Around a feed whose comments may carry files. */
export function WithFiles({ attached: { subject, accept, largest }, files, abilities, children }: WithFilesProps) {
  const to = `${useBase()}/${subject.kind}s/${subject.id}/files`
  const closed = fileRightsIn(abilities, subject).upload
  const value = useMemo<FeedFiles>(
    () => ({ list: files, to, accept, largest, closed }),
    [files, to, accept, largest, closed],
  )
  return <FeedFilesContext.Provider value={value}>{children}</FeedFilesContext.Provider>
}
