import { Logger, run, type Runner, type TaskList } from 'graphile-worker'
import type { Jobs } from './add-job.ts'
import type { Portal } from './portal.ts'

export type JobHandlers = { [Name in keyof Jobs]: (portal: Portal, payload: Jobs[Name]) => Promise<void> }

/** Does the portal's jobs on this node until stopped; any node does any job, each is done once. Failed ones are tried again, later and later. */
export async function startJobs(portal: Portal, handlers: JobHandlers): Promise<{ stop: () => Promise<void> }> {
  const tasks = Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      (payload: unknown) => (handle as (portal: Portal, payload: unknown) => Promise<void>)(portal, payload),
    ]),
  ) satisfies TaskList
  const runner: Runner = await run({
    pgPool: portal.database.pool,
    taskList: tasks,
    crontab: ['17 3 * * * auth:tidy', '47 * * * * files:sweep'].join('\n'),
    concurrency: 2,
    noHandleSignals: true,
    noPreparedStatements: true,
    pollInterval: 2000,
    logger: new Logger(({ jobId, taskIdentifier }) => (level, message, meta: { error?: unknown } | undefined) => {
      if (level === 'error') portal.log.error({ jobId, taskIdentifier, err: meta?.error }, 'job failed')
      else if (level === 'warning') portal.log.warn({ jobId, taskIdentifier }, message)
    }),
  })
  // A lost database ends the runner's own promise; the portal outlives it, and `stop` must not throw for it.
  runner.promise.catch((error: unknown) => portal.log.error({ err: error }, 'jobs stopped'))
  return { stop: () => runner.stop().catch(() => undefined) }
}
