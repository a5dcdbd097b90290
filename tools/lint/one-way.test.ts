import { RuleTester } from 'eslint'
import { describe, it } from 'vitest'
import { oneWay } from './one-way.ts'

RuleTester.describe = describe
RuleTester.it = it

const file = (filename: string, code: string) => ({ filename: `${process.cwd()}/${filename}`, code })
const wrong = (filename: string, code: string) => ({ ...file(filename, code), errors: [{ messageId: 'wrongWay' }] })

new RuleTester().run('imports run one way', oneWay, {
  valid: [
    file('app/routes/home.js', `import '#server/tasks/queries.ts'`),
    file('server/tasks/move-task.js', `import '#db/database.ts'; import '../platform/work.ts'; import 'zod'`),
    file('realtime/tail.js', `import '#server/access/can.ts'; import('#db/database.ts')`),
    file('server/main.ts', `import '#realtime/tail.ts'`),
    file('db/people.test.ts', `import '#tools/test-db.ts'`),
  ],
  invalid: [
    wrong('db/database.js', `import '#server/platform/env.ts'`),
    wrong('server/tasks/move-task.js', `export { tail } from '../../realtime/tail.ts'`),
    wrong('server/tasks/move-task.js', `import '~/root.tsx'`),
    wrong('app/routes/home.js', `import('#db/database.ts')`),
    wrong('realtime/tail.js', `import '../app/live/apply.ts'`),
    wrong('server/tasks/move-task.test.ts', `import '~/live/apply.ts'`),
  ],
})
