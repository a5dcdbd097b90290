import type { ReasonId } from '#server/access/can.ts'
import type { Abilities } from '#server/access/abilities.ts'
import type { FileSubject } from '#server/files/subject.ts'
import type { AttachmentView } from '#server/files/views.ts'

/** Why one may not upload, edit or delete there; null where one may. As the server told, never decided here. */
export interface FileRights {
  upload: ReasonId | null
  edit: ReasonId | null
  remove: ReasonId | null
}

const SHUT: ReasonId = 'out_of_reach'

export function fileRightsIn(abilities: Abilities, { kind }: FileSubject): FileRights {
  const one = kind === 'contract' || kind === 'note' ? abilities['note.write'] : abilities[`${kind}.upload`]
  const [upload, edit, remove] =
    kind === 'contract'
      ? [abilities['contract.upload'], abilities['contract.edit_attachment'], abilities['contract.delete_attachment']]
      : [one, one, one]
  return {
    upload: upload === undefined ? SHUT : upload,
    edit: edit === undefined ? SHUT : edit,
    remove: remove === undefined ? SHUT : remove,
  }
}

/** Externals touch only what people of their own account attached; the host's own people touch any [D4]. */
export const isOwn = (file: AttachmentView, ownAccount: string | null) =>
  ownAccount === null || file.account?.id === ownAccount
