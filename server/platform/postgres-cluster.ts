import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from './cannot-start.ts'
import type { PostgresProgram } from './postgres-program.ts'

/** Makes the cluster aside and moves it into place, so that one killed half-way is never taken for a whole one. */
export async function makeCluster(
  program: PostgresProgram,
  data: string,
  cluster: string,
  password: string,
  durable: boolean,
) {
  const workshop = join(data, `postgres.new-${process.pid}`)
  rmSync(workshop, { recursive: true, force: true })
  mkdirSync(workshop, { mode: 0o700 })
  program.hand(workshop)
  const locale =
    program.major >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
  const passwordFile = `${workshop}.password`
  writeFileSync(passwordFile, password, { mode: 0o600 })
  program.hand(passwordFile)
  const where = ['--pgdata', workshop, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  const args = [...where, '--encoding=UTF8', ...locale, ...(durable ? [] : ['--no-sync'])]
  const child = program.spawn('initdb', args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const code = await new Promise((done) => child.once('close', done).once('error', (error) => done(error.message)))
  rmSync(passwordFile, { force: true })
  if (code === 0 && !existsSync(cluster)) {
    renameSync(workshop, cluster)
    return
  }
  rmSync(workshop, { recursive: true, force: true })
  if (code !== 0)
    throw new CannotStart(`The database could not be made in ${data}: ${said.trim().replaceAll(/\s*\n\s*/g, ' ')}`)
}

/** A cluster opens only with the major version that made it. Throws CannotStart. */
export function refuseOtherVersion(program: PostgresProgram, cluster: string) {
  const made = Number(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'))
  if (made !== program.major)
    throw new CannotStart(
      `${cluster} was made by PostgreSQL ${made} and this is ${program.major}: see "Another PostgreSQL" in docs/operating.md.`,
    )
}
