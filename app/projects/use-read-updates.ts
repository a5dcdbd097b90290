import { useEffect, useRef } from 'react'
import type { UpdateView, Updates } from '#server/projects/updates.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { postForm } from '../live/post-form.ts'

/** How long an update is in view before it counts as read. Ms. */
const LOOKED = 700
/** After so long it is told again, where nobody could hear it. Ms. */
const AGAIN = 3000

/** What stands in a window behind another was not looked at yet. */
const isLookedAt = () => document.visibilityState === 'visible' && document.hasFocus()

/**
 * Tells the server that the newest update of somebody else was read, once it is in view of a page that is looked at. Answers where it stands:
 * `newest` names it, `at` is for its element.
 */
export function useReadUpdates(projectId: string, updates: readonly UpdateView[], loaded: Updates) {
  const { person } = useFrame().frame
  const address = `${useBase()}/projects/${projectId}/read-updates`
  const at = useRef<HTMLLIElement>(null)
  const known = new Set(loaded.updates.map(({ id }) => id))
  const newest = updates.find(
    ({ id, author }) => author.id !== person.id && (loaded.unread.includes(id) || !known.has(id)),
  )?.id
  useEffect(() => {
    const row = at.current
    if (!newest || !row) return
    let inView = false
    let told = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      if (told || !inView || !isLookedAt()) return
      told = true
      void postForm(fetch, address, { updateId: newest }).then(({ state }) => {
        if (state !== 'later') return
        told = false
        timer = setTimeout(tell, AGAIN)
      })
    }
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(tell, LOOKED)
    }
    const watching = new IntersectionObserver(([entry]) => {
      inView = entry?.isIntersecting ?? false
      if (inView) soon()
    })
    watching.observe(row)
    document.addEventListener('visibilitychange', soon)
    window.addEventListener('focus', soon)
    return () => {
      clearTimeout(timer)
      watching.disconnect()
      document.removeEventListener('visibilitychange', soon)
      window.removeEventListener('focus', soon)
      told = true
    }
  }, [address, newest])
  return { newest, at }
}
