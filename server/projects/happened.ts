import type { ProjectRole } from '#server/access/facts.ts'
import type { ProjectStatus } from './catalogue.ts'

/** What a project's feed keeps of what happened to it: ids and small words; names are put in when it is read. */
export type ProjectHappened =
  | { what: 'created' | 'update_posted' | 'shared' | 'unshared' }
  | { what: 'moved'; from: ProjectStatus; to: ProjectStatus }
  | { what: 'edited'; to: 'name' | 'description' }
  | { what: 'starts' | 'ends'; from: string | null; to: string | null }
  | { what: 'people_added' | 'people_removed'; people: string[]; to: ProjectRole }
  | { what: 'manager'; people: string[] }
