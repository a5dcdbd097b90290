import { useState, type ClipboardEvent, type DragEvent } from 'react'
import { useUploads } from '../files/uploads.ts'
import { useFeedFiles } from './feed-files.ts'

/** Files that will go with the next comment, and those on their way. */
export function useAttaching() {
  const files = useFeedFiles()
  const [held, setHeld] = useState<readonly File[]>([])
  const [over, setOver] = useState(false)
  const closed = files?.closed ?? null
  const { uploads, add, ...doing } = useUploads({ largest: files?.largest ?? 0, closed: closed && { key: closed } })
  const open = files !== null && closed === null
  const hold = (chosen: Iterable<File>) => {
    if (open) setHeld((all) => [...all, ...chosen])
  }
  return {
    held,
    over,
    open,
    uploads,
    doing,
    accept: files?.accept,
    hold,
    letGo: (file: File) => setHeld((all) => all.filter((one) => one !== file)),
    /** Sends what was held, with the comment `sentId`, or alone. */
    send(sentId: string | null) {
      if (files && held.length > 0) add(held, files.to, sentId)
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
