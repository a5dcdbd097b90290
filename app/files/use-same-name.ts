import { useState } from 'react'
import type { AttachmentView } from '#server/files/views.ts'

interface Asked {
  file: File
  /** What is here and called so. */
  old: AttachmentView
}

/** The attachment that is called as a file that was chosen. Programs write the same name in two ways: both are composed. */
export const calledAs = (name: string, files: readonly AttachmentView[]): AttachmentView | undefined =>
  files.find((one) => one.name === name.normalize('NFC'))

/** Files that wait for an answer: whether each is the next version of what is called as it is. */
export function useSameName() {
  const [asked, setAsked] = useState<readonly Asked[]>([])
  return {
    asked,
    ask: (file: File, old: AttachmentView) => setAsked((all) => [...all, { file, old }]),
    answered: (file: File) => setAsked((all) => all.filter((one) => one.file !== file)),
  }
}
