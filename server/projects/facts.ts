/**
 * What watchers of a project hear. Those who only have tasks in it hear that its name changed, on a stream of its own; all else is told
 * to those who see the project itself [B1]. Of its tasks nothing is said here [B2].
 */
export interface ProjectFact {
  'project.edited': Record<string, never>
  'project.people_changed': Record<string, never>
  'update.posted': { updateId: string }
  'update.edited': { updateId: string }
  'update.deleted': { updateId: string }
}
export type ProjectFactName = keyof ProjectFact
