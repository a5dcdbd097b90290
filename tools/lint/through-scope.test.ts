import { ESLint, RuleTester } from 'eslint'
import { describe, expect, it } from 'vitest'
import { root } from '../root.ts'
import { throughScope } from './through-scope.ts'

RuleTester.describe = describe
RuleTester.it = it

const at = (filename: string, code: string) => ({ filename: `${process.cwd()}/${filename}`, code })
const around = (filename: string, code: string) => ({ ...at(filename, code), errors: [{ messageId: 'around' }] })

new RuleTester().run('protected rows are read through scope', throughScope, {
  valid: [
    at('server/tasks/queries.js', `scope.tasks().where('t.id', '=', id)`),
    at('server/tasks/move-task.js', `db.updateTable('tasks').set({ status })`),
    at('server/access/scope.js', `db.selectFrom('tasks as t')`),
    at('server/tasks/move-task.test.ts', `db.selectFrom('tasks')`),
    at('server/auth/sessions.js', `db.selectFrom('sessions')`),
  ],
  invalid: [
    around('server/tasks/queries.js', `db.selectFrom('tasks as t').selectAll()`),
    around('realtime/tail.js', `em.find(Task, { id })`),
    around('server/search/queries.js', 'sql`select id from contracts where ${term}`'),
    around('app/routes/task.js', `client.query('select * from feed_entries')`),
  ],
})

it('[S1] a read of protected rows beside scope fails lint', async () => {
  // With the house's settings; what asks for types would read the whole house first.
  const eslint = new ESLint({
    cwd: root,
    ruleFilter: ({ ruleId }) => ruleId.startsWith('house/'),
    overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
  })
  const [verdict] = await eslint.lintText(`export const all = (db: Db) => db.selectFrom('tasks').execute()`, {
    filePath: `${root}server/platform/log.ts`,
  })
  expect(verdict?.messages.map(({ ruleId }) => ruleId)).toContain('house/through-scope')
}, 240_000)
