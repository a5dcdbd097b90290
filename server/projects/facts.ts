/** What watchers of a project hear: that it changed. They ask for what they may see of it; of its tasks nothing is said here [B2]. */
export interface ProjectFact {
  'project.edited': Record<string, never>
  'project.people_changed': Record<string, never>
}
export type ProjectFactName = keyof ProjectFact
