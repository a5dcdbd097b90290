import { useParams } from '@remix-run/react'
import { useCallback, useSyncExternalStore } from 'react'
import type { Abilities } from '#server/access/abilities.ts'
import type { Here, Rights } from '#server/streams/frames.ts'
import { lineOf } from './line.ts'

const nothing = () => null

/**
 * What one may do with the stream's record at this moment: as the page was told, until the line says otherwise. The page must follow the
 * stream (`useLive`).
 */
export function useAbilities(stream: string, initial: Abilities): Abilities {
  const { grant = null } = useParams()
  const subscribe = useSubscription(grant)
  return useSyncExternalStore(
    subscribe,
    () => lineOf(grant).tracker.rightsOf(stream)?.abilities ?? initial,
    () => initial,
  )
}

/** What the line last said one may do with the stream's record, and since when; null while it has said nothing. */
export function useRights(stream: string): Rights | null {
  const { grant = null } = useParams()
  const subscribe = useSubscription(grant)
  return useSyncExternalStore(subscribe, () => lineOf(grant).tracker.rightsOf(stream), nothing)
}

/** Who has the stream open, and who of them is writing; oneself among them. */
export function usePresence(stream: string): Omit<Here, 'stream'> {
  const { grant = null } = useParams()
  const subscribe = useSubscription(grant)
  return useSyncExternalStore(subscribe, () => lineOf(grant).tracker.hereOf(stream), nothing) ?? NOBODY
}

/** Tells the others that one is writing; to be called with every key, it is sent now and then. */
export function useTyping(stream: string): () => void {
  const { grant = null } = useParams()
  return useCallback(() => lineOf(grant).typing(stream), [grant, stream])
}

const NOBODY = { here: [], typing: [] }

const useSubscription = (grant: string | null) =>
  useCallback((listener: () => void) => lineOf(grant).tracker.subscribe(listener), [grant])
