import { setTimeout as pause } from 'node:timers/promises'
import { post, upload, type Attempt } from './attempts.ts'
import type { RaceStage, Revocation } from './stage.ts'

export interface Outcome {
  attempts: Attempt[]
  /** Attempts that were begun before a Save was answered, and ended after it. */
  overlaps: number
  violations: string[]
}

interface Saved {
  what: Revocation
  /** When the admin read “Saved”, by this process's clock. */
  answered: number
  /** A moment inside the Save's own transaction, by the database's clock: the gate was held alone by then. */
  inForce: Date
}

/** One round: people post, upload and watch on both nodes while Adam saves; then it is asked what came of it. */
export async function round(stage: RaceStage, what: readonly Revocation[], chance: () => number): Promise<Outcome> {
  const { people, nodes, db } = stage
  const audience = [people.ana, people.boris, people.vera, people.jonas].map(({ userId }) => userId)
  const node = () => (chance() < 0.5 ? nodes[0] : nodes[1])
  const task = { kind: 'task', id: people.taskOfRila } as const
  const contract = { kind: 'contract', id: people.contractOfRila } as const
  const ways: ((late: boolean) => Promise<Attempt>)[] = [
    () => post(node(), people.ana, task, audience),
    () => post(node(), people.ana, contract, audience),
    () => post(node(), people.boris, contract, audience),
    () => post(node(), people.mila, task, audience, true),
    (late) => upload(node(), people.boris, people.contractOfRila, late ? 0 : chance() * 30),
  ]
  const soon = (most: number) => pause(chance() * most)
  const underWay = [...ways, ...ways].map((way) => soon(25).then(() => way(false)))
  await soon(20)
  const saves = await Promise.all(what.map((one) => save(stage, one)))
  // Whoever begins now begins after every “Saved”.
  const late = await Promise.all(ways.map((way) => way(true)))
  const attempts = [...(await Promise.all(underWay)), ...late]
  await pause(15)

  const begunBefore = ({ begun, ended }: Attempt) => saves.some(({ answered }) => begun < answered && ended > answered)
  const violations: string[] = []
  for (const saved of saves) {
    violations.push(
      ...attempts
        .filter(({ what: which, begun, done }) => done && begun > saved.answered && FORBIDS[saved.what].includes(which))
        .map(({ what: which }) => `${saved.what}: ${which} accepted`),
    )
    violations.push(...(await stored(stage, saved)).map((which) => `${saved.what}: ${which} stored`))
    if (saved.what === 'member removed') violations.push(...(await shown(stage)))
  }
  const files = await db.selectFrom('attachments').select('id').where('account_id', 'is not', null).execute()
  const taken = attempts.filter(({ what: which, done }) => which === 'upload' && done).length
  if (files.length !== taken) violations.push(`upload: ${files.length} stored, ${taken} answered`)
  return { attempts, overlaps: attempts.filter(begunBefore).length, violations }
}

const FORBIDS: Record<Revocation, readonly Attempt['what'][]> = {
  'member removed': ['post on task'],
  'comments closed': ['post on contract'],
  'attachments closed': ['upload'],
}

async function save(stage: RaceStage, what: Revocation): Promise<Saved> {
  const before = await stage.db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
  await stage.revoke(what)
  const answered = performance.now()
  const label = {
    'member removed': 'task.person_removed',
    'comments closed': 'contract_comments',
    'attachments closed': 'attachment_controls',
  }[what]
  const { at } = await stage.db
    .selectFrom('policy_changes')
    .select('at')
    .where('what', '=', label)
    .where('version', '>', before.version)
    .orderBy('version')
    .executeTakeFirstOrThrow()
  return { what, answered, inForce: at }
}

/** What externals got into the database against the rule: dated after a moment in which nobody but the Save was inside the gate. */
async function stored({ db, people, task, contract }: RaceStage, { what, inForce }: Saved): Promise<string[]> {
  if (what === 'attachments closed') {
    const rows = await db
      .selectFrom('attachments')
      .select('id')
      .where('uploaded_at', '>', inForce)
      .where('account_id', 'is not', null)
      .execute()
    return rows.map(() => 'upload')
  }
  const rows = await db
    .selectFrom('feed_entries')
    .select('id')
    .where('stream', '=', what === 'member removed' ? task : contract)
    .where('at', '>', inForce)
    .where('author_grant_id', 'is not', null)
    .where('body', 'is not', null)
    .where(
      'author_id',
      'in',
      what === 'member removed' ? [people.ana.userId] : [people.ana.userId, people.boris.userId],
    )
    .execute()
  return rows.map(() => 'post')
}

/** What Ana's pages were handed of the task that was committed with her removal or after it: clocks are the order of commits. */
async function shown({ db, pages, task }: RaceStage): Promise<string[]> {
  const { seq } = await db
    .selectFrom('events')
    .select('seq')
    .where('stream', '=', task)
    .where('fact', '=', 'task.people_changed')
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return pages.flatMap((page) =>
    page
      .news(task)
      .filter((fact) => fact.seq >= seq)
      .map(() => 'member removed: news handed over'),
  )
}
