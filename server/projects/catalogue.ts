/** What a project can be [B9]. */
export const PROJECT_STATUSES = ['planned', 'active', 'on_hold', 'done', 'cancelled'] as const
export type ProjectStatus = (typeof PROJECT_STATUSES)[number]
export const PROJECT_ROLES = ['client_manager', 'team', 'auditor'] as const
