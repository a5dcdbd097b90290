import { useMemo, type ComponentProps } from 'react'
import type { Abilities } from '#server/access/abilities.ts'
import type { Attached } from '#server/files/queries.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { fileRightsIn } from '../files/rights.ts'
import { useBase } from '../frame/frame-context.ts'
import { FeedFilesContext, type FeedFiles } from './feed-files.ts'
import { Feed } from './feed.tsx'

/** The files of what a feed is about, when its comments may carry some. */
interface Files {
  attached: Attached
  /** The list as it is now; the page keeps it true. */
  list: readonly AttachmentView[]
  /** What the reader may do with the record at this moment. */
  abilities: Abilities
}

type FeedWithFilesProps = ComponentProps<typeof Feed> & { files?: Files }

/**
 * A feed whose comments may carry files. They reach it as props and not from around it: markup that has not come to life yet is thrown away
 * when what is around it changes.
 */
export function FeedWithFiles({ files, ...feed }: FeedWithFilesProps) {
  return files ? <WithFiles files={files} feed={feed} /> : <Feed {...feed} />
}

function WithFiles({
  files: { attached, list, abilities },
  feed,
}: {
  files: Files
  feed: ComponentProps<typeof Feed>
}) {
  const { subject, accept, largest } = attached
  const to = `${useBase()}/${subject.kind}s/${subject.id}/files`
  const closed = fileRightsIn(abilities, subject).upload
  const value = useMemo<FeedFiles>(() => ({ list, to, accept, largest, closed }), [list, to, accept, largest, closed])
  return (
    <FeedFilesContext.Provider value={value}>
      <Feed {...feed} />
    </FeedFilesContext.Provider>
  )
}
