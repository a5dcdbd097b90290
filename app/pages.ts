/** A page of the portal: mounted once for externals under `/g/:grant` and once for staff under `/s`. */
export interface PortalPage {
  /** Names the route: `g/<name>` and `s/<name>`. */
  name: string
  /** Below the prefix; empty for home. */
  path: string
  /** The route module, below `app/`. */
  file: string
  /** Where one side only may come. */
  only?: 'staff' | 'externals'
}

/** A page outside the frame, or an address that only answers. */
export interface OpenPage {
  name: string
  /** From the root; empty for the root itself. */
  path: string
  file: string
}

/** Where the portal begins: the grant in use is part of the address, so that two tabs may use two. */
export const prefixes = [
  { side: 'externals', name: 'g', path: 'g/:grant' },
  { side: 'staff', name: 's', path: 's' },
] as const

/** Every page inside the frame. A new page is one line here. */
export const portalPages: PortalPage[] = [
  { name: 'home', path: '', file: 'routes/home.tsx' },
  { name: 'profile', path: 'profile', file: 'routes/profile.tsx' },
  { name: 'accounts', path: 'accounts', file: 'routes/accounts.tsx', only: 'staff' },
  { name: 'account-new', path: 'accounts/new', file: 'routes/account-form.tsx', only: 'staff' },
  { name: 'account', path: 'accounts/:account', file: 'routes/account.tsx', only: 'staff' },
  { name: 'account-edit', path: 'accounts/:account/edit', file: 'routes/account-form.tsx', only: 'staff' },
  { name: 'contact', path: 'accounts/:account/contacts/:contact', file: 'routes/contact.tsx', only: 'staff' },
  { name: 'suppliers', path: 'suppliers', file: 'routes/accounts.tsx', only: 'staff' },
  { name: 'supplier-new', path: 'suppliers/new', file: 'routes/account-form.tsx', only: 'staff' },
  { name: 'supplier', path: 'suppliers/:account', file: 'routes/account.tsx', only: 'staff' },
  { name: 'supplier-edit', path: 'suppliers/:account/edit', file: 'routes/account-form.tsx', only: 'staff' },
  { name: 'supplier-contact', path: 'suppliers/:account/contacts/:contact', file: 'routes/contact.tsx', only: 'staff' },
  { name: 'access', path: 'access', file: 'routes/access.tsx', only: 'staff' },
  { name: 'notes', path: 'notes', file: 'routes/notes.tsx', only: 'externals' },
  { name: 'permissions', path: 'settings/permissions', file: 'routes/permissions.tsx', only: 'staff' },
  { name: 'last-save', path: 'live/last-save', file: 'routes/last-save.ts', only: 'staff' },
  { name: 'last-mail', path: 'live/last-mail', file: 'routes/last-mail.ts', only: 'staff' },
  { name: 'settings', path: 'settings', file: 'routes/settings.tsx', only: 'staff' },
  { name: 'host-settings', path: 'settings/host', file: 'routes/host-settings.tsx', only: 'staff' },
  { name: 'staff', path: 'settings/staff', file: 'routes/staff.tsx', only: 'staff' },
  { name: 'staff-card', path: 'settings/staff/:person', file: 'routes/staff-card.tsx', only: 'staff' },
  { name: 'outbox', path: 'settings/outbox', file: 'routes/outbox.tsx', only: 'staff' },
  { name: 'outbox-mail', path: 'settings/outbox/:mail', file: 'routes/outbox-mail.tsx', only: 'staff' },
  { name: 'contracts', path: 'contracts', file: 'routes/contracts.tsx' },
  { name: 'contract-new', path: 'contracts/new', file: 'routes/contract-new.tsx', only: 'staff' },
  { name: 'contract', path: 'contracts/:contract', file: 'routes/contract.tsx' },
  { name: 'contract-edit', path: 'contracts/:contract/edit', file: 'routes/contract-edit.tsx', only: 'staff' },
  { name: 'contract-people', path: 'contracts/:contract/people', file: 'routes/contract-people.tsx', only: 'staff' },
  { name: 'contract-settings', path: 'settings/contracts', file: 'routes/contract-settings.tsx', only: 'staff' },
  { name: 'conversations', path: 'conversations', file: 'routes/conversations.tsx' },
  { name: 'conversation-new', path: 'conversations/new', file: 'routes/conversation-new.tsx' },
  { name: 'conversation', path: 'conversations/:conversation', file: 'routes/conversation.tsx' },
  { name: 'projects', path: 'projects', file: 'routes/projects.tsx' },
  { name: 'new-project', path: 'projects/new', file: 'routes/new-project.tsx', only: 'staff' },
  { name: 'project', path: 'projects/:projectId', file: 'routes/project.tsx' },
  { name: 'project-tasks', path: 'projects/:projectId/tasks', file: 'routes/project-tasks.tsx' },
  { name: 'project-files', path: 'projects/:projectId/attachments', file: 'routes/project-files.tsx' },
  { name: 'project-feed', path: 'projects/:projectId/feed', file: 'routes/project-feed.tsx' },
  { name: 'edit-project', path: 'projects/:projectId/edit', file: 'routes/edit-project.tsx', only: 'staff' },
  { name: 'project-people', path: 'projects/:projectId/people', file: 'routes/project-people.tsx', only: 'staff' },
  { name: 'new-task', path: 'projects/:projectId/new-task', file: 'routes/new-task.tsx' },
  { name: 'tasks', path: 'tasks', file: 'routes/tasks.tsx' },
  { name: 'new-task-anywhere', path: 'tasks/new', file: 'routes/new-task-anywhere.tsx' },
  { name: 'task', path: 'tasks/:taskId', file: 'routes/task.tsx' },
  { name: 'edit-task', path: 'tasks/:taskId/edit', file: 'routes/edit-task.tsx' },
  { name: 'task-people', path: 'tasks/:taskId/people', file: 'routes/task-people.tsx', only: 'staff' },
  { name: 'file-versions', path: 'files/:file/versions', file: 'routes/file-versions.tsx' },
  { name: 'search', path: 'search', file: 'routes/search.tsx' },
  { name: 'find', path: 'live/find', file: 'routes/find.ts' },
  { name: 'catch-up', path: 'live/catch-up', file: 'routes/catch-up.ts' },
]

export const openPages: OpenPage[] = [
  { name: 'set-up', path: 'set-up', file: 'routes/set-up.tsx' },
  { name: 'sign-in', path: 'sign-in', file: 'routes/sign-in.tsx' },
  { name: 'sign-out', path: 'sign-out', file: 'routes/sign-out.ts' },
  { name: 'activate-link', path: 'activate/:token', file: 'routes/mailed-link.ts' },
  { name: 'activate', path: 'activate', file: 'routes/activate.tsx' },
  { name: 'reset', path: 'reset', file: 'routes/reset.tsx' },
  { name: 'reset-link', path: 'reset/:token', file: 'routes/mailed-link.ts' },
  { name: 'new-password', path: 'new-password', file: 'routes/new-password.tsx' },
  { name: 'start', path: '', file: 'routes/start.tsx' },
  { name: 'theme', path: 'theme', file: 'routes/theme.ts' },
  { name: 'nowhere', path: '*', file: 'routes/nowhere.tsx' },
]
