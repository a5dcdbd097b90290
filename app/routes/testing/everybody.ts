import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Db } from '#db/database.ts'
import { external, rearrange, type Cast, type Member } from '#db/testing/cast.ts'
import type { TestRoute } from '#server/testing/test-build.ts'
import { testPortal } from '#server/testing/test-portal.ts'
import { openPages, portalPages } from '../../pages.ts'

const LEVELS = [10, 20, 30, 40, 80, 90] as const
const ENDED = ['read-only', 'off', 'expired', 'suspended'] as const

/** Who asks, by name; null: somebody who is not signed in. In groups, as the matrix is written. */
export type Everybody = Record<string, Member | null>[]

/** Ids of what is asked for, by the names that addresses have for them. */
export type Ids = Record<string, string>

/** A portal with all its pages, everybody who could ask for one, and one record of each kind, in which all externals of its account take part. */
export async function everybody() {
  const portal = await testPortal({ routes: await allRoutes() })
  portal.portal.dataFolder = await mkdtemp(join(tmpdir(), 'portico-matrix-'))
  const { db, people: cast } = portal
  const { nora, adam, mila, petar, victor, claire, jonas, rila } = cast
  const guest = (name: string, role: (typeof LEVELS)[number]) =>
    external(db, { name, email: `${name}@rila.example`, accountId: rila, role, answersId: mila.userId })
  const named = async (names: readonly [string, (typeof LEVELS)[number]][]) => {
    const members: Record<string, Member & { grantId: string }> = {}
    for (const [name, role] of names) members[name] = await guest(name, role)
    return members
  }
  const levels = await named(LEVELS.map((level) => [`L${String(level)}`, level]))
  const ended = await named(ENDED.map((name) => [name, 80]))
  await rearrange(db, async (inner) => {
    await takePart(inner, cast, [...Object.values(levels), ...Object.values(ended)])
    await endThem(inner, ended)
    // Somebody owns it: it is not to be set up any more.
    await inner.updateTable('users').set({ password_hash: '-' }).where('id', '=', nora.userId).execute()
  })
  const people: Everybody = [
    { nobody: null },
    { nora, adam, mila, petar, victor },
    levels,
    { 'of another account': claire, collaborator: jonas },
    ended,
  ]
  return { portal, people, ids: { ...(await records(db, cast, levels.L40)), grant: levels.L40?.grantId ?? '' } as Ids }
}

async function allRoutes(): Promise<Record<string, TestRoute>> {
  const routes: Record<string, TestRoute> = {}
  const put = async (path: string, file: string) => {
    routes[path.replace(/(.)\/$/, '$1')] = (await import(/* @vite-ignore */ `../../${file}`)) as TestRoute
  }
  for (const { path, file } of openPages) await put(`/${path}`, file)
  for (const { path, file, only } of portalPages) {
    if (only !== 'externals') await put(`/s/${path}`, file)
    if (only !== 'staff') await put(`/g/:grant/${path}`, file)
  }
  return routes
}

async function takePart(db: Db, { taskOfRila, contractOfRila }: Cast, members: readonly Member[]): Promise<void> {
  const each = members.map(({ userId, grantId }) => ({ user_id: userId, grant_id: grantId }))
  const inTask = each.map((one) => ({ ...one, task_id: taskOfRila, role: 'participant' as const }))
  const inContract = each.map((one) => ({ ...one, contract_id: contractOfRila, role: 'reviewer' as const }))
  await db.insertInto('task_people').values(inTask).execute()
  await db.insertInto('contract_people').values(inContract).execute()
}

async function endThem(db: Db, ended: Record<string, Member>): Promise<void> {
  const freeze = (name: string, frozen: 'read_only' | 'off') =>
    db
      .updateTable('users')
      .set({ frozen })
      .where('id', '=', ended[name]?.userId ?? '')
      .execute()
  const grant = (name: string, set: { expires_at: Date } | { suspended_at: Date }) =>
    db
      .updateTable('grants')
      .set(set)
      .where('id', '=', ended[name]?.grantId ?? '')
      .execute()
  await freeze('read-only', 'read_only')
  await freeze('off', 'off')
  await grant('expired', { expires_at: new Date(Date.now() - 1) })
  await grant('suspended', { suspended_at: new Date() })
}

async function records(db: Db, cast: Cast, of: Member | undefined): Promise<Ids> {
  const { rila, mila, ana, petar, taskOfRila, projectOfRila, contractOfRila } = cast
  const conversation = await db
    .insertInto('conversations')
    .values({
      kind: 'direct',
      account_id: rila,
      grant_id: of?.grantId ?? null,
      user_id: of?.userId ?? null,
      staff_id: mila.userId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const note = await db
    .insertInto('notes')
    .values({ account_id: rila, author_id: mila.userId, body: 'Of the house.' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const contact = await db
    .selectFrom('contacts')
    .select('id')
    .where('user_id', '=', ana.userId)
    .executeTakeFirstOrThrow()
  const mail = await db
    .insertInto('outbox_mails')
    .values({ to_address: 'ana@rila.example', subject: 'News', text_body: 'News.', html_body: '<p>News.</p>' })
    .returning('id')
    .executeTakeFirstOrThrow()
  return {
    account: rila,
    contact: contact.id,
    person: petar.userId,
    staff: petar.userId,
    mail: mail.id,
    contract: contractOfRila,
    conversation: conversation.id,
    project: projectOfRila,
    projectId: projectOfRila,
    task: taskOfRila,
    taskId: taskOfRila,
    note: note.id,
    token: 'x'.repeat(43),
  }
}
