import { relative, sep } from 'node:path'
import type { Rule } from 'eslint'

/** Tables whose rows not everybody may see: reads of them start from `scope` [S1]. */
const PROTECTED = [
  'projects',
  'project_updates',
  'tasks',
  'contracts',
  'conversations',
  'feed_entries',
  'attachments',
  'attachment_versions',
  'notes',
]
const ENTITIES = [
  'Project',
  'ProjectUpdate',
  'Task',
  'Contract',
  'Conversation',
  'FeedEntry',
  'Attachment',
  'AttachmentVersion',
  'Note',
]

/** The few that read them otherwise, and what keeps each of them honest. */
const EXCEPT: Record<string, string> = {
  'server/feed/render-entries.ts': 'renders entries of streams whose watchers were proven',
  'server/conversations/open-conversation.ts':
    'takes the account of a project; what is made of it is judged through scope',
  'server/files/download-file.ts': 'asks again, chunk by chunk, for the attachment that scope found',
  'server/files/list-versions.ts': 'adds earlier versions to an attachment that scope found',
  'server/files/queries.ts': 'adds names to attachments that scope found',
  'server/files/room.ts': 'adds up sizes; no row leaves it',
  'server/files/store.ts': 'asks whether any row still needs a content',
  'server/unread/look-for-unread.ts': 'asks whom entries mention; what they see is asked through scope for each',
  'server/contracts/waits-for.ts': 'narrows what scope found',
  'server/projects/render-updates.ts': 'renders updates of streams whose watchers were proven',
  'server/projects/update-audience.ts': 'asks who reads a project, not what is in it',
  'server/projects/delete-project.ts': 'names the streams of what goes with a project that scope found',
  'server/settings/queries.ts': 'counts, for admins, whom a setting binds',
  'server/staff/hand-over.ts': 'tells admins, to whom every project and contract is open, what of them somebody holds',
  'server/tasks/second-account.ts': 'asks who reads tasks, not what is in them',
  'server/tasks/reviewers.ts': 'narrows what scope found, and tells no more of it than seesInside opens',
  'server/tasks/task-filter.ts': 'narrows what scope found',
  'server/tasks/from-outside.ts': 'narrows what scope found',
  'server/tasks/marks.ts': 'tells of what scope found, to whoever is in it',
  'server/tasks/tell-said.ts': 'asks to whom something on a task became new, not what it is',
  'server/tasks/takers.ts': 'asks who reads a task, not what is in it',
}

const IN_SQL = new RegExp(`\\bfrom (?:${PROTECTED.join('|')})\\b`, 'i')
const FINDS = /^(?:find|count|createQueryBuilder|qb)/

/** A read of protected rows outside `server/access` starts from scope, or is one of the exceptions above. */
export const throughScope: Rule.RuleModule = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      around:
        'Reads of {{what}} start from scope (server/access/scope.ts), or are listed with a reason in tools/lint/through-scope.ts.',
    },
  },
  create(context) {
    const file = relative(context.cwd, context.filename).replaceAll(sep, '/')
    const isHeld = /^(app|server|realtime)\//.test(file) && !file.startsWith('server/access/')
    if (!isHeld || /\.test\.tsx?$|\/testing\//.test(file) || file in EXCEPT) return {}
    const report = (node: Rule.Node, what: string) => context.report({ node, messageId: 'around', data: { what } })
    return {
      CallExpression(node) {
        const [first] = node.arguments
        if (node.callee.type !== 'MemberExpression' || node.callee.property.type !== 'Identifier' || !first) return
        const { name } = node.callee.property
        if (name === 'selectFrom' && first.type === 'Literal') {
          const table = String(first.value).split(' ')[0] ?? ''
          if (PROTECTED.includes(table)) report(node, table)
        }
        if (FINDS.test(name) && first.type === 'Identifier' && ENTITIES.includes(first.name)) report(node, first.name)
      },
      TemplateElement(node) {
        if (IN_SQL.test(node.value.raw)) report(node, 'protected rows')
      },
      Literal(node) {
        if (typeof node.value === 'string' && node.parent.type !== 'ImportDeclaration' && IN_SQL.test(node.value))
          report(node, 'protected rows')
      },
    }
  },
}
