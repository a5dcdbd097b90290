import type { Database } from '#db/database.ts'
import type { Logger } from 'pino'
import type { Doorbell } from '#server/streams/doorbell.ts'

/** What one running node consists of. Passed along with the caller, so that several nodes can live in one process. */
export interface Portal {
  /** This node's id, new at every start. */
  nodeId: string
  database: Database
  doorbell: Doorbell
  log: Logger
  /** Absolute path of the folder that holds files and everything else that is kept outside the database. */
  dataFolder: string
  /** The address people type, without a slash at its end: https://portal.example */
  publicUrl: string
  /** Whether there is a mail server. Without one mails are kept in the outbox. */
  sendsMail: boolean
}
