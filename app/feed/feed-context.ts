import { createContext, useContext } from 'react'
import type { Person } from '#server/feed/people.ts'
import type { FeedSubject } from '#server/feed/subject.ts'

/** What every part of a feed needs to know. */
export interface FeedScene {
  subject: FeedSubject
  /** Where its forms go when they are sent by script; `?before=`, `?source=` and `?history=` bring more. */
  address: string
  me: { id: string; name: string; staff: boolean }
  people: Person[]
  hostName: string
  /** Whether one may write here now. */
  open: boolean
  /** In a conversation of two: the other one, who alone reads it. */
  only: string | null
  /** The externals who read what everyone reads, oneself left out [B7]. */
  audience: Person[]
  /** Those among them who read it only once what it is about leaves Draft [F9]. */
  later: Person[]
}

export const FeedContext = createContext<FeedScene | null>(null)

/** Only inside a feed. */
export function useScene(): FeedScene {
  const scene = useContext(FeedContext)
  if (!scene) throw new Error('There is no feed around this')
  return scene
}

/** Whether what is said here is called a message; else it is a comment. */
export const useIsMessage = (): boolean => useScene().subject.kind === 'conversation'

/** Where a feed's forms go by script, in the grant of the address. */
export const feedAddress = (grant: string | undefined, { kind, id }: FeedSubject): string =>
  `${grant ? `/g/${grant}` : '/s'}/feed/${kind}/${id}`

/** The audience as its form field: the server asks again when it has grown. */
export const audienceField = (audience: readonly Person[]): string => audience.map(({ id }) => id).join(' ')
