import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '#db/migrate.ts'
import { Cable } from '#realtime/testing/cable.ts'
import { TestRedis } from '#realtime/testing/redis.ts'
import { prepareDatabase } from '#server/platform/database-role.ts'
import { startEmbeddedDatabase, type EmbeddedDatabase } from '#server/platform/embedded-database.ts'
import { readPostmaster } from '#server/platform/postmaster.ts'
import { ClusterNode } from './cluster-node.ts'
import { sqlOf } from '../mutants/put-in.ts'

interface Options {
  nodes?: number
  redis?: boolean
  /** Port of the proxy; 0 picks a free one. */
  port?: number
  /** A mutant of the core to run with; null for the code as it is. */
  mutant?: string | null
  /** Called with the migrated database before any node starts. */
  fill?: (databaseUrl: string, dataFolder: string) => Promise<void>
}

/** Several nodes, PostgreSQL, Redis and a proxy on this machine, in a folder that is thrown away. */
export class Cluster {
  readonly folder: string
  readonly database: EmbeddedDatabase
  readonly redis: TestRedis | null
  readonly proxy: Cable
  readonly nodes: readonly ClusterNode[]

  private constructor(parts: Pick<Cluster, 'folder' | 'database' | 'redis' | 'proxy' | 'nodes'>) {
    this.folder = parts.folder
    this.database = parts.database
    this.redis = parts.redis
    this.proxy = parts.proxy
    this.nodes = parts.nodes
  }

  static async start({ nodes = 3, redis = true, port = 0, mutant = null, fill }: Options = {}): Promise<Cluster> {
    const folder = await mkdtemp(join(tmpdir(), 'portico-cluster-'))
    const database = await startEmbeddedDatabase(folder)
    await prepareDatabase(database.url)
    await migrate(database.url)
    if (mutant) await run(database.url, sqlOf(mutant))
    await fill?.(database.url, folder)
    const own = redis ? await TestRedis.make() : null
    await own?.start()
    const turn = { nodes: [] as ClusterNode[], next: 0 }
    // No node owns a client: each connection goes to the next one that runs.
    const proxy = await Cable.to(() => {
      const alive = turn.nodes.filter((node) => node.alive)
      return alive[turn.next++ % alive.length]?.cables.clients.port ?? null
    }, port)
    const publicUrl = `http://127.0.0.1:${String(proxy.port)}`
    const ends = { databaseUrl: database.url, redisUrl: own?.url ?? null, publicUrl, dataFolder: folder, mutant }
    for (let nth = 0; nth < nodes; nth++) turn.nodes.push(await ClusterNode.make(ends))
    const cluster = new Cluster({ folder, database, redis: own, proxy, nodes: turn.nodes })
    await Promise.all(turn.nodes.map((node) => node.start()))
    return cluster
  }

  /** The address that people type. */
  get url(): string {
    return `http://127.0.0.1:${String(this.proxy.port)}`
  }

  /** Stops PostgreSQL at once, as a crash does; it starts again by itself. */
  crashPostgres(): void {
    const server = readPostmaster(join(this.folder, 'postgres'))
    if (server?.alive) process.kill(server.pid, 'SIGQUIT')
  }

  /** Every cable whole again, every node thawed. */
  mend(): void {
    for (const node of this.nodes) {
      node.thaw()
      const { postgres, redis, clients } = node.cables
      for (const cable of [postgres, redis, clients]) cable?.mend()
    }
  }

  async close(): Promise<void> {
    this.mend()
    await Promise.all(this.nodes.map((node) => node.close()))
    await this.proxy.close()
    await this.redis?.close()
    await this.database.stop()
    await rm(this.folder, { recursive: true, force: true })
  }
}

async function run(url: string, sql: string): Promise<void> {
  if (!sql) return
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(sql).finally(() => client.end())
}
