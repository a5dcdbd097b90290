import type { StreamSubject } from '#server/streams/names.ts'

// Whose each page, stream and request is [S2]. Columns: nobody · Nora (Owner), Adam (admin), Mila (the project's manager), Petar (member), Victor (does contracts) ·
// L10, L20, L30, L40, L80, L90 of the account, all taking part · one of another account, a collaborator on its contract · read-only, off, expired, suspended.
// `y` it is given, `.` there is no such thing for them, `x` it is refused, `>` they are sent to sign in, `c` they could but it stood elsewhere, `i` nothing was asked for.

/** Pages of the portal by their names; what is for one side only is asked for there by everybody. */
export const PAGES: Record<string, string> = {
  access: '> yyyyy ...... .. ....',
  account: '> yyyyy ...... .. ....',
  'account-edit': '> yyyyy ...... .. ....',
  'account-new': '> yyyyy ...... .. ....',
  accounts: '> yyyyy ...... .. ....',
  'catch-up': 'i iiiii iiiiii ii iiii',
  contact: '> yyyyy ...... .. ....',
  contract: '> yyyyy yyyyyy .y yxxx',
  'contract-edit': '> yyxxy ...... .. ....',
  'contract-new': '> yyxxy ...... .. ....',
  'contract-people': '> yyxxy ...... .. ....',
  'contract-settings': '> yyxxx ...... .. ....',
  contracts: '> yyyyy yyyyyy yy yxxx',
  conversation: '> ..y.. ...y.. .. .xxx',
  'conversation-new': '> yyyyy yyyyyy yy yxxx',
  conversations: '> yyyyy yyyyyy yy yxxx',
  'edit-project': '> yyyxx ...... .. ....',
  'edit-task': '> yyy.. xxxxxx .. xxxx',
  'file-versions': '> yyy.. yyyyyy .. yxxx',
  find: '> yyyyy yyyyyy yy yxxx',
  home: '> yyyyy yyyyyy yy yxxx',
  'host-settings': '> yyxxx ...... .. ....',
  'last-mail': '> ..... ...... .. ....',
  'last-save': '> yyyyy ...... .. ....',
  'new-project': '> yyyyy ...... .. ....',
  'new-task': '> yyyyy yyyyyy .. xxxx',
  'new-task-anywhere': '> yyyyy yyyyyy yy yxxx',
  notes: '> ..... yyyyyy y. yxxx',
  outbox: '> yy... ...... .. ....',
  'outbox-mail': '> yy... ...... .. ....',
  permissions: '> yyxxx ...... .. ....',
  profile: '> yyyyy yyyyyy yy yxxx',
  project: '> yyyyy yyyyyy .. yxxx',
  'project-feed': '> yyyyy yyyyyy .. yxxx',
  'project-files': '> yyyyy yyyyyy .. yxxx',
  'project-people': '> yyyxx ...... .. ....',
  'project-tasks': '> yyyyy yyyyyy .. yxxx',
  projects: '> yyyyy yyyyyy yy yxxx',
  search: '> yyyyy yyyyyy yy yxxx',
  settings: '> yyxxx ...... .. ....',
  staff: '> yyxxx ...... .. ....',
  'staff-card': '> yyxxx ...... .. ....',
  supplier: '> yyyyy ...... .. ....',
  'supplier-contact': '> yyyyy ...... .. ....',
  'supplier-edit': '> yyyyy ...... .. ....',
  'supplier-new': '> yyyyy ...... .. ....',
  suppliers: '> yyyyy ...... .. ....',
  task: '> yyy.. yyyyyy .. yxxx',
  'task-people': '> xxy.. ...... .. ....',
  tasks: '> yyyyy yyyyyy yy yxxx',
}

/** Pages outside, the same for all. */
export const OPEN: Record<string, string> = {
  activate: 'y',
  'activate-link': '>',
  'new-password': 'y',
  nowhere: '.',
  reset: 'y',
  'reset-link': '>',
  'set-up': '>',
  'sign-in': 'y',
  'sign-out': '>',
  start: '>',
  theme: '>',
}

/** Streams, by what they are about, and the part of it. */
export const STREAMS: Record<StreamSubject['subject'], Record<string, string>> = {
  access: { '': '> yyyyy ...... .. .xxx' },
  account: { '': '> yyyyy yyyyyy .. yxxx', '/readers': '> yyyyy yyyyyy .. yxxx', '/team': '> yyyyy ...... .. .xxx' },
  contract: { '': '> yyyyy yyyyyy .y yxxx' },
  conversation: { '': '> ..y.. ...y.. .. .xxx' },
  grant: { '': '> ..... ...y.. .. .xxx' },
  host: { '': '> yyyyy yyyyyy yy yxxx' },
  note: { '': '> yyyyy ...... .. .xxx' },
  project: {
    '': '> yyyyy yyyyyy .. yxxx',
    '/inside': '> yyyyy yyyyyy .. yxxx',
    '/readers': '> yyyyy yyyyyy .. yxxx',
    '/team': '> yyyyy ...... .. .xxx',
  },
  settings: { '': '> yy... ...... .. .xxx' },
  staff: { '': '> ...y. ...... .. .xxx' },
  task: { '': '> yyy.. yyyyyy .. yxxx', '/team': '> yyy.. ...... .. .xxx' },
}

/** What is no page. */
export const SENT: Record<string, string> = {
  attachToContract: '> yyyyy yyyyyy .y xxxx',
  attachToConversation: '> ..y.. ...y.. .. .xxx',
  attachToNote: '> yyyyy ...... .. .xxx',
  attachToProject: '> yyyyy yyyyyy .. xxxx',
  attachToTask: '> yyy.. yyyyyy .. xxxx',
  download: '> yyy.. yyyyyy .. y>>>',
  'feed contract': '> yyyyy yyyyyy .y yxxx',
  'feed conversation': '> ..y.. ...y.. .. .xxx',
  'feed project': '> yyyyy yyyyyy .. yxxx',
  'feed task': '> yyy.. yyyyyy .. yxxx',
  'home of L40': '> >>>>> >>>y>> >> >>>>',
  move: '> ccc.. xxxxxx .. xxxx',
  replace: '> ccc.. xxxxxx .. xxxx',
  'updates read': '> yyyyy yyyyyy yy yxxx',
  upload: '> ..... ...... .. .xxx',
  versions: '> yyy.. yyyyyy .. yxxx',
}
