import { open } from 'node:fs/promises'
import { fileTypeFromFile } from 'file-type'
import { Invalid, type Words } from '#server/platform/errors.ts'
import { FILE_KINDS, kindNamed, type FileKind } from './kinds.ts'
import { bytesOf, hidesAnother, LAYOUTS } from './layouts.ts'

/** Refuses a file, beside its name. */
export const refuseFile = (key: string, values?: Words['values']): Invalid =>
  new Invalid({ file: values ? { key, values } : { key } })

/** The kind that a file claims to be, before a byte of it is read. Errors: `Invalid` for what is not taken in, or claims two things. */
export function claimedKind(name: string, declared: string): FileKind {
  const kind = kindNamed(name)
  if (!kind) {
    const allowed = FILE_KINDS.flatMap((one) => one.extensions).join(', ')
    throw refuseFile('file_type_forbidden', { name, allowed })
  }
  const type = declared.split(';')[0]?.trim().toLowerCase() ?? ''
  if (type !== kind.mediaType && !kind.alsoDeclared?.includes(type)) throw refuseFile('file_type_false', { name })
  return kind
}

/**
 * Holds a whole file, at `path` with `size` bytes, to what it claims to be: what its bytes say, how they are laid out, and that no
 * other kind hides in it [S28]. Errors: `Invalid`.
 */
export async function inspect(path: string, size: number, name: string, kind: FileKind): Promise<void> {
  const found = await fileTypeFromFile(path).catch(() => undefined)
  const handle = await open(path)
  try {
    const bytes = bytesOf(handle, size)
    // Text has no signature: whatever has one is something else. That it is text at all was seen while it streamed.
    const asClaimed =
      kind.layout === 'text' ? !found : found?.mime === kind.mediaType && (await LAYOUTS[kind.layout](bytes))
    if (!asClaimed || (await hidesAnother(bytes, kind.layout))) throw refuseFile('file_type_false', { name })
  } finally {
    await handle.close()
  }
}
