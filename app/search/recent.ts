import { useLocation } from '@remix-run/react'
import { useEffect } from 'react'
import type { FrameView } from '#server/home/frame.ts'
import { baseOf } from '../frame/frame-context.ts'

/** Addresses that are kept. */
const MOST = 8
const PROJECT = /^\/projects\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=\/|$)/
const RECORD =
  /^\/(?:tasks|projects|contracts|conversations|settings\/staff|accounts(?:\/[0-9a-f-]{36}\/contacts)?)\/[0-9a-f-]{36}(?=\/|$)/

const nameOf = ({ person, grant }: FrameView) => `portico:recent:${person.id}:${grant?.id ?? 'staff'}`

/** The project whose page an address below the prefix is. */
export const projectIn = (path: string): string | null => PROJECT.exec(path)?.[1] ?? null

/** Keeps where one was, for this tab and grant: addresses alone, so that nothing of what is there outlives the right to see it [F2]. */
export function useRecent(frame: FrameView): void {
  const { pathname } = useLocation()
  const [name, base] = [nameOf(frame), baseOf(frame)]
  useEffect(() => {
    const record = pathname.startsWith(base) ? RECORD.exec(pathname.slice(base.length))?.[0] : undefined
    if (!record) return
    const next = [record, ...read(name).filter((one) => one !== record)].slice(0, MOST)
    try {
      window.sessionStorage.setItem(name, JSON.stringify(next))
    } catch {
      return
    }
  }, [name, base, pathname])
}

/** Where one was, the latest first. */
export const recentOf = (frame: FrameView): string[] => read(nameOf(frame))

// A browser may forbid storage: then nothing is remembered.
function read(name: string): string[] {
  try {
    const kept = JSON.parse(window.sessionStorage.getItem(name) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
  } catch {
    return []
  }
}
