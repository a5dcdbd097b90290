import type { Member } from '#db/testing/cast.ts'
import { work } from '#server/platform/work.ts'
import { localDoorbell, type Doorbell } from '#server/streams/doorbell.ts'
import { streamOf } from '#server/streams/events.ts'
import type { Frame } from '#server/streams/frames.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { castDatabase } from '#tools/test-db.ts'
import { startNode, type TestClient, type TestNode } from './nodes.ts'

/** Two nodes on one database, and the cast. Without a doorbell of theirs in common they hear of each other by the poll only. */
export async function stage(doorbell: () => Doorbell = localDoorbell) {
  const database = await castDatabase()
  const near = await startNode(database.url, doorbell())
  const far = await startNode(database.url, doorbell())
  const { people } = database
  const clients: TestClient[] = []
  const task = streamOf.task(people.taskOfRila)
  return {
    database,
    near,
    far,
    people,
    task,
    db: near.portal.database.db,
    join(node: TestNode, member: Member, at?: string): TestClient {
      const client = node.client(member, at)
      clients.push(client)
      return client
    },
    /** Connects and watches the task, and answers when that is proven. */
    async watching(node: TestNode, member: Member, stream = task): Promise<TestClient> {
      const client = node.client(member)
      clients.push(client)
      client.watch({ [stream]: await this.clock(stream) })
      await client.until(({ frames }) =>
        frames.some((frame) => frame.rights?.some((rights) => rights.stream === stream)),
      )
      return client
    },
    /** Something happens on the task. */
    say: (node: TestNode, nth: number, stream = task) =>
      work(node.caller(people.mila), ({ emit }) => {
        emit({ stream, fact: 'entry.said', data: { nth } })
        return Promise.resolve()
      }),
    async clock(stream = task): Promise<number> {
      return (await positionsOf(near.portal.database.db, [stream]))[stream] ?? 0
    },
    leave() {
      for (const client of clients.splice(0)) client.close()
    },
    async close() {
      this.leave()
      await near.close()
      await far.close()
      await database.close()
    },
  }
}

export type Stage = Awaited<ReturnType<typeof stage>>

/** Reads a stream as a page does: from a position on, and again from there whenever it is connected anew. */
export class Reader {
  readonly seen: number[] = []
  readonly faults: string[] = []
  position: number
  readonly client: TestClient
  readonly #stream: string

  constructor(client: TestClient, stream: string, position: number) {
    this.client = client
    this.#stream = stream
    this.position = position
    client.socket.on('connect', () => client.watch({ [stream]: this.position }))
    client.socket.on('frame', (frame: Frame) => this.#take(frame))
  }

  #take(frame: Frame): void {
    for (const chunk of frame.news ?? []) {
      if (chunk.stream !== this.#stream || chunk.to <= this.position) continue
      if (chunk.from > this.position) this.faults.push(`gap: ${this.position} to ${chunk.from}`)
      for (const { seq } of chunk.facts) if (seq > this.position) this.seen.push(seq)
      this.position = chunk.to
    }
  }
}
