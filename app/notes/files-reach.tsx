import { ReachNote } from '../frame/reach-note.tsx'

/**
 * Below notes: that files of some of them may be too old to be shown. Days back limit files and not notes, so one may stand there without
 * its own [A7] [E8]; whether it had any is told to nobody.
 */
export function FilesReach({ notes }: { notes: readonly { at: string }[] }) {
  const oldest = notes.at(-1)
  return oldest && <ReachNote since={oldest.at} of="files" className="border-t border-line px-4 py-3" />
}
