import type { Look } from '#server/platform/look.ts'
import { findComments } from './find-comments.ts'
import { findContracts } from './find-contracts.ts'
import { findConversations } from './find-conversations.ts'
import { findFiles } from './find-files.ts'
import { findAccounts, findContacts, findStaff } from './find-people.ts'
import { findProjects, findTasks } from './find-work.ts'
import { byIds, type Asked } from './asked.ts'
import { fewOfOnce } from './few.ts'
import { MOST, SUBJECTS, type Hit, type Subject } from './hits.ts'
import { wordsIn } from './words.ts'

/** What was found of one subject. */
export interface Group {
  subject: Subject
  hits: Hit[]
  /** There are more than these. */
  more: boolean
}

const FIND: Record<Subject, (look: Look, asked: Asked) => Promise<Hit[]>> = {
  tasks: findTasks,
  projects: findProjects,
  contracts: findContracts,
  files: findFiles,
  conversations: findConversations,
  accounts: findAccounts,
  contacts: findContacts,
  staff: findStaff,
  comments: findComments,
}

/** Everything the viewer may see that holds what was typed, every word of it or its beginning [F6]. One statement per subject. */
export async function search(look: Look, typed: string): Promise<Group[]> {
  const words = wordsIn(typed)
  if (words.length === 0) return []
  const fewOf = fewOfOnce(look.db)
  const accounts = await fewOf('accounts', words)
  const found = await Promise.all(SUBJECTS.map((subject) => FIND[subject](look, { words, ids: null, accounts, fewOf })))
  return SUBJECTS.map((subject, nth) => {
    const hits = found[nth] ?? []
    return { subject, hits: hits.slice(0, MOST), more: hits.length > MOST }
  }).filter(({ hits }) => hits.length > 0)
}

/** So many places are looked for at once. */
const MOST_PLACES = 8
const PLACE =
  /^\/(?:accounts\/[^/]+\/(contacts)|settings\/(staff)|(tasks|projects|contracts|conversations|accounts))\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** What is at these addresses (below the viewer's prefix), as far as the viewer may see it now; in their order. One statement per subject. */
export async function atAddresses(look: Look, addresses: readonly string[]): Promise<Hit[]> {
  const places = addresses.slice(0, MOST_PLACES).flatMap((address) => {
    const [, contacts, staff, subject = contacts ?? staff, id] = PLACE.exec(address) ?? []
    return subject && id ? [{ subject: subject as Subject, id }] : []
  })
  const found = await Promise.all(
    [...Map.groupBy(places, ({ subject }) => subject)].map(([subject, some]) =>
      FIND[subject](look, byIds(some.map(({ id }) => id))),
    ),
  )
  const hits = new Map(found.flat().map((hit) => [hit.id, hit]))
  return places.flatMap(({ id }) => hits.get(id) ?? [])
}
