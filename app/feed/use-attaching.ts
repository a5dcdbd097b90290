import { useState, type ClipboardEvent, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '#server/files/views.ts'
import type { Words } from '#server/platform/errors.ts'
import { printOf } from '../files/kept-uploads.ts'
import { refusalOf } from '../files/taken.ts'
import { useUploads } from '../files/uploads.ts'
import { toast } from '../ui/toasts.tsx'
import { useFeedFiles } from './feed-files.ts'

/** A file that was chosen. */
export interface Held {
  /** The same for the same file. */
  print: string
  file: File
  /** Why it will not go. */
  error: Words | null
}

const NONE: readonly AttachmentView[] = []

/** Files that will go with the next comment, and those on their way. */
export function useAttaching() {
  const { t } = useTranslation('files')
  const files = useFeedFiles()
  const [held, setHeld] = useState<readonly Held[]>([])
  const [over, setOver] = useState(false)
  const closed = files?.closed ?? null
  const taken = { accept: files?.accept ?? '', largest: files?.largest ?? 0 }
  const { uploads, add, isOnItsWay, ...doing } = useUploads(taken, closed && { key: closed })
  const open = files !== null && closed === null
  // Each once, however often it was chosen.
  const hold = (chosen: Iterable<File>) => {
    if (!open) return
    const all = new Map(held.map((one) => [one.print, one]))
    for (const file of chosen) {
      if (isOnItsWay(file, files.to)) toast(t('twice', { name: file.name }))
      else all.set(printOf(file, files.to), { print: printOf(file, files.to), file, error: refusalOf(file, taken) })
    }
    setHeld([...all.values()])
  }
  const ready = held.filter(({ error }) => error === null).map(({ file }) => file)
  return {
    held,
    /** Those that go. */
    ready,
    /** What is attached already. */
    list: files?.list ?? NONE,
    over,
    open,
    uploads,
    doing,
    accept: files?.accept,
    hold,
    letGo: (print: string) => setHeld((all) => all.filter((one) => one.print !== print)),
    /** Sends what was held, with the comment `sentId`, or alone. */
    send(sentId: string | null) {
      if (files && ready.length > 0) add(ready, files.to, sentId)
      setHeld([])
    },
    /** For the element that files are dropped on, and that they are pasted into. */
    catching: {
      onPaste(event: ClipboardEvent) {
        const pasted = [...event.clipboardData.files]
        if (!open || pasted.length === 0) return
        event.preventDefault()
        hold(pasted.map(named))
      },
      onDragOver(event: DragEvent) {
        if (!open || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave(event: DragEvent) {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      },
      onDrop(event: DragEvent) {
        if (!open || event.dataTransfer.files.length === 0) return
        event.preventDefault()
        setOver(false)
        hold(event.dataTransfer.files)
      },
    },
  }
}

/** Pictures are pasted without a name of their own; several should be told apart. */
function named(file: File): File {
  if (file.name !== 'image.png') return file
  const stamp = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.')
  return new File([file], `${stamp}.png`, { type: file.type, lastModified: file.lastModified })
}
