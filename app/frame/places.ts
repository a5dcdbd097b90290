import { useLocation } from '@remix-run/react'
import {
  FileSignature,
  FolderKanban,
  House,
  MessagesSquare,
  Settings2,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import type { Place } from '#server/home/frame.ts'
import { useBase, useFrame } from './frame-context.ts'

/** Where each place is below the base, what else belongs to it, and its picture. Its name is `frame.place.<place>`. */
const places: Record<Place, { path: string; also?: string; icon: LucideIcon }> = {
  home: { path: '', icon: House },
  chat: { path: '/conversations', icon: MessagesSquare },
  projects: { path: '/projects', also: '/tasks', icon: FolderKanban },
  contracts: { path: '/contracts', icon: FileSignature },
  accounts: { path: '/accounts', icon: UsersRound },
  settings: { path: '/settings', icon: Settings2 },
}

/** The places that open to this person; `here` for the one the page belongs to. */
export function usePlaces() {
  const base = useBase()
  const { pathname } = useLocation()
  const { frame, unread } = useFrame()
  return frame.places.map((place) => {
    const { path, also, icon } = places[place]
    const within = (part: string) => pathname === base + part || pathname.startsWith(`${base}${part}/`)
    const here = path === '' ? pathname === base : within(path) || (also !== undefined && within(also))
    return { place, to: base + path, icon, here, unread: place === 'chat' ? unread : 0 }
  })
}
