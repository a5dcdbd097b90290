import { useLocation } from '@remix-run/react'
import {
  Factory,
  FileSignature,
  FolderKanban,
  House,
  ListTodo,
  KeyRound,
  MessagesSquare,
  Settings2,
  StickyNote,
  UsersRound,
  type LucideIcon,
} from 'lucide-react'
import type { Place } from '#server/home/frame.ts'
import { useBase, useFrame, type Counted } from './frame-context.ts'

interface At {
  /** Below the base. */
  path: string
  icon: LucideIcon
  /** The heading it stands under, by the words people know from elsewhere [A2]. */
  under?: 'crm' | 'finance' | 'portal'
  /** Not on the small bar of a phone: a page that is there leads to it. */
  aside?: true
}

/** A number beside a place's name, and of what it is. */
interface Unread {
  count: number
  of: Counted
}

/** The places. Their names are `frame.place.<place>`. */
const places: Record<Place, At> = {
  home: { path: '', icon: House },
  tasks: { path: '/tasks', icon: ListTodo },
  chat: { path: '/conversations', icon: MessagesSquare },
  projects: { path: '/projects', icon: FolderKanban },
  contracts: { path: '/contracts', icon: FileSignature },
  notes: { path: '/notes', icon: StickyNote },
  accounts: { path: '/accounts', icon: UsersRound, under: 'crm' },
  access: { path: '/access', icon: KeyRound, under: 'crm', aside: true },
  suppliers: { path: '/suppliers', icon: Factory, under: 'finance', aside: true },
  settings: { path: '/settings', icon: Settings2, under: 'portal' },
}

/** The places that open to this person; `here` for the one the page belongs to, `unread` with what is counted there. */
export function usePlaces() {
  const base = useBase()
  const { pathname } = useLocation()
  const { frame, unread } = useFrame()
  const news: Partial<Record<Place, Unread>> = {
    tasks: { count: unread.tasks, of: 'tasks' },
    home: { count: unread.mentions, of: 'mentions' },
    contracts: { count: unread.saidOn.length, of: 'contracts' },
    chat: { count: unread.messages, of: 'messages' },
  }
  return frame.places.map((place) => {
    const { path, icon, under = null, aside = false } = places[place]
    const within = (part: string) => pathname === base + part || pathname.startsWith(`${base}${part}/`)
    const here = path === '' ? pathname === base : within(path)
    return { place, to: base + path, icon, here, under, aside, unread: news[place] }
  })
}
