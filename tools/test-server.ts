import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { cast, type Cast } from '#db/testing/cast.ts'
import { CannotStart } from '#server/platform/cannot-start.ts'
import { prepareDatabase } from '#server/platform/database-role.ts'
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { databaseAt } from './database-at.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The tests' server, and the databases that theirs are copied from: migrated, and with the cast in it. */
    testServer: { url: string; template: string; cast: { template: string; people: Cast } }
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Vitest's global set-up: one PostgreSQL for all test files, kept between runs with its template in .cache. */
export default async function setup(project: TestProject) {
  const server = await startServer()
  const template = await makeTemplate(server.url)
  project.provide('testServer', { url: server.url, template, cast: await makeCast(server.url, template) })
  return () => server.stop()
}

async function startServer(): Promise<EmbeddedDatabase> {
  try {
    return await startEmbeddedDatabase(join(root, '.cache/test'), { durable: false })
  } catch (error) {
    if (!(error instanceof CannotStart)) throw error
    // Another run of the tests holds the kept one: this run gets a server of its own.
    const folder = mkdtempSync(join(tmpdir(), 'portico-test-'))
    const server = await startEmbeddedDatabase(folder, { durable: false })
    const forget = () => rmSync(folder, { recursive: true, force: true })
    return { url: server.url, stop: () => server.stop().finally(forget) }
  }
}

async function makeTemplate(url: string): Promise<string> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const name = `template_${hashOfMigrations()}`
    const { rows } = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ '^(test|making|template|cast)_'`,
    )
    for (const { datname } of rows) if (datname !== name) await client.query(`drop database "${datname}" with (force)`)
    if (rows.some(({ datname }) => datname === name)) return name
    // Under another name until it is whole, so that a run cut short leaves no half-migrated template.
    const making = name.replace('template', 'making')
    await client.query(`create database "${making}"`)
    await prepareDatabase(url)
    // Tests share their cores with each other: a starved one is not frozen.
    await client.query(`alter role current_user set idle_in_transaction_session_timeout = '3s'`)
    await migrate(databaseAt(url, making))
    await client.query(`alter database "${making}" rename to "${name}"`)
    return name
  } finally {
    await client.end()
  }
}

/** The cast is signed in for an hour: made anew for each run. */
async function makeCast(url: string, from: string): Promise<{ template: string; people: Cast }> {
  const template = `cast_${randomBytes(6).toString('hex')}`
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`create database "${template}" template "${from}"`).finally(() => client.end())
  const database = await openDatabase(databaseAt(url, template), { connections: 1 })
  try {
    return { template, people: await cast(database.db) }
  } finally {
    await database.close()
  }
}

function hashOfMigrations(): string {
  const hash = createHash('sha256')
  const folder = join(root, 'db/migrations')
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)))
  hash.update(readFileSync(join(root, 'db/migrate.ts')))
  return hash.digest('hex').slice(0, 16)
}
