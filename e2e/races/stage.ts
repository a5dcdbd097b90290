import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { TestClient } from '#realtime/testing/nodes.ts'
import { redisDoorbell } from '#realtime/redis-doorbell.ts'
import { saveAttachmentControls, saveContractComments } from '#server/settings/save-contract-settings.ts'
import { Conflict } from '#server/platform/errors.ts'
import { log } from '#server/platform/log.ts'
import { removePerson } from '#server/tasks/remove-person.ts'
import { testPortal } from '#tools/test-portal.ts'
import { rearrange } from '#db/testing/cast.ts'
import { startNodeProcess } from './nodes.ts'

export type Revocation = 'member removed' | 'comments closed' | 'attachments closed'
export const REVOCATIONS: readonly Revocation[] = ['member removed', 'comments closed', 'attachments closed']

/** Two nodes in processes of their own on one database, the cast, Ana's open pages on both nodes, and Adam who saves. */
export async function raceStage(redisUrl: string | null) {
  const home = await testPortal()
  const { cast: people, db } = home
  const shared = { databaseUrl: home.portal.database.url, redisUrl, dataFolder: home.portal.dataFolder }
  const nodes = [await startNodeProcess(shared), await startNodeProcess(shared)] as const
  const portal = redisUrl ? { ...home.portal, doorbell: redisDoorbell(redisUrl, log) } : home.portal
  const adam = { ...home.as(people.adam), portal }
  const mila = { ...home.as(people.mila), portal }
  const [task, contract] = [`task:${people.taskOfRila}`, `contract:${people.contractOfRila}`]
  const pages: TestClient[] = []

  const clockOf = async (stream: string) =>
    (await db.selectFrom('streams').select('clock').where('name', '=', stream).executeTakeFirst())?.clock ?? 0
  const seen = async () => (await db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()).version

  /** One Save, as the manager's or the admin's page does it; returns when it is answered. */
  async function revoke(what: Revocation): Promise<void> {
    if (what === 'member removed')
      return removePerson(mila, { taskId: people.taskOfRila, person: `grant:${people.ana.grantId}` })
    const version = await seen()
    const closed = { blockUpload: true, blockEdit: false, blockDelete: false, attachmentMode: 'always' } as const
    const save = () =>
      what === 'comments closed'
        ? saveContractComments(adam, { contractComments: false, version })
        : saveAttachmentControls(adam, { ...closed, version })
    // Both settings at once: the second is told, looks again, and saves.
    return save().catch((error: unknown) => {
      if (error instanceof Conflict) return revoke(what)
      throw error
    })
  }

  /** Opens everything again, and Ana's pages anew; waits until they hear of the task. */
  async function restore(): Promise<void> {
    await rearrange(db, async (tx) => {
      await tx
        .updateTable('portal_settings')
        .set(({ eb }) => ({ contract_comments: true, block_upload: false, version: eb('version', '+', 1) }))
        .execute()
      await tx
        .updateTable('policy_version')
        .set(({ eb }) => ({ version: eb('version', '+', 1) }))
        .execute()
      await tx.deleteFrom('attachment_versions').execute()
      await tx.deleteFrom('attachments').execute()
      await tx
        .insertInto('task_people')
        .values({
          task_id: people.taskOfRila,
          user_id: people.ana.userId,
          grant_id: people.ana.grantId,
          role: 'participant',
        })
        .onConflict((on) => on.doNothing())
        .execute()
    })
    const positions = { [task]: await clockOf(task), [contract]: await clockOf(contract) }
    for (const page of pages.splice(0)) page.close()
    for (const { url } of nodes) {
      const page = new TestClient(url, url, people.ana)
      pages.push(page)
      page.watch(positions)
      await page.until(({ frames }) => frames.some((frame) => frame.rights?.some(({ stream }) => stream === task)))
    }
  }

  /** Content that is in the folder and in no row: what a refused upload left behind. */
  async function leftovers(): Promise<string[]> {
    const known = await db.selectFrom('blobs').select('hash').execute()
    const folder = join(shared.dataFolder, 'files')
    const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
    return found.flatMap((one) => (one.isFile() && !known.some(({ hash }) => hash === one.name) ? [one.name] : []))
  }

  return {
    leftovers,
    db,
    people,
    nodes,
    pages,
    task,
    contract,
    revoke,
    restore,
    async close() {
      for (const page of pages) page.close()
      for (const node of nodes) await node.stop()
      if (portal !== home.portal) await portal.doorbell.close()
      await home.close()
    },
  }
}

export type RaceStage = Awaited<ReturnType<typeof raceStage>>
