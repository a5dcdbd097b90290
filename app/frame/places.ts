import { useLocation } from '@remix-run/react'
import {
  FileSignature,
  FolderKanban,
  House,
  ListTodo,
  MessagesSquare,
  Settings2,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import type { Place } from '#server/home/frame.ts'
import { useBase, useFrame } from './frame-context.ts'

/** Where each place is below the base, and its picture. Its name is `frame.place.<place>`. */
const places: Record<Place, { path: string; icon: LucideIcon }> = {
  home: { path: '', icon: House },
  tasks: { path: '/tasks', icon: ListTodo },
  chat: { path: '/conversations', icon: MessagesSquare },
  projects: { path: '/projects', icon: FolderKanban },
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
    const { path, icon } = places[place]
    const within = (part: string) => pathname === base + part || pathname.startsWith(`${base}${part}/`)
    const here = path === '' ? pathname === base : within(path)
    return { place, to: base + path, icon, here, unread: place === 'chat' ? unread : 0 }
  })
}
