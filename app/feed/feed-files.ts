import { createContext, useContext } from 'react'
import type { AttachmentView } from '#server/files/views.ts'
import type { ReasonId } from '#server/access/can.ts'

/** The files of what the feed is about, and how more come with a comment. */
export interface FeedFiles {
  list: readonly AttachmentView[]
  /** Where they are sent. */
  to: string
  accept: string
  /** Bytes. */
  largest: number
  /** Why none are taken in now. */
  closed: ReasonId | null
}

export const FeedFilesContext = createContext<FeedFiles | null>(null)

/** Null where nothing can be attached. */
export const useFeedFiles = (): FeedFiles | null => useContext(FeedFilesContext)
