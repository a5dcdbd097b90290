import * as contracts from './contracts.ts'
import * as conversations from './conversations.ts'
import * as demo from './demo.ts'
import * as files from './files.ts'
import * as journal from './journal.ts'
import * as notes from './notes.ts'
import * as people from './people.ts'
import * as projects from './projects.ts'
import * as settings from './settings.ts'
import * as signIn from './sign-in.ts'
import * as streams from './streams.ts'
import * as tasks from './tasks.ts'

export * from './contracts.ts'
export * from './conversations.ts'
export * from './demo.ts'
export * from './files.ts'
export * from './journal.ts'
export * from './notes.ts'
export * from './people.ts'
export * from './projects.ts'
export * from './settings.ts'
export * from './sign-in.ts'
export * from './streams.ts'
export * from './tasks.ts'

/** Every entity, for the ORM and for the types of the query builder. */
export const entities = [
  ...Object.values(people),
  ...Object.values(signIn),
  ...Object.values(settings),
  ...Object.values(projects),
  ...Object.values(tasks),
  ...Object.values(contracts),
  ...Object.values(conversations),
  ...Object.values(files),
  ...Object.values(notes),
  ...Object.values(streams),
  ...Object.values(journal),
  ...Object.values(demo),
]
