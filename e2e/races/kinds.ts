import type { Db } from '#db/database.ts'
import { rearrange } from '#db/testing/cast.ts'
import { removeGrant } from '#server/accounts/change-grant.ts'
import { approveContract } from '#server/contracts/approve-contract.ts'
import { withdrawApproval } from '#server/contracts/withdraw-approval.ts'
import { saveAttachmentControls } from '#server/settings/save-contract-settings.ts'
import type { Attempt } from '../soak/history.ts'
import type { Board } from '../soak/rules.ts'
import type { Rules } from '../soak/surely.ts'
import { Switch } from '../soak/switch.ts'
import { callersAt, type Desk } from '../soak/switches.ts'
import type { Person, Thing } from '../soak/world.ts'

/** How a right is used. */
export type Way = Exclude<Attempt['what'], 'read'>

/** A right that is withdrawn while its holder uses it in every way. */
export interface Race {
  name: string
  /** Closing it is the withdrawal; opening it is the preparation of the next round. */
  right: Switch
  who: Person
  thing: Thing
  /** The ways it bears on. A catch-up, like every frame on its holder's lines, tells whether it is open. */
  ways: readonly Way[]
  /** Done once before its rounds, and once after them. */
  before?: () => Promise<void>
  after?: () => Promise<void>
}

const EVERY_WAY = ['post', 'upload', 'download', 'catch-up'] as const
const COMMENTING = ['post', 'catch-up'] as const
const ATTACHING = ['upload', 'catch-up'] as const

/** The eight kinds of withdrawal, and the rules of the world with those that only races make. */
export function racesOf({ world, portal }: Desk, board: Board): { races: Race[]; rules: Rules } {
  const { db } = portal.database
  const as = callersAt(portal)
  const { adam } = world.cast
  const [task, suppliersTask] = [world.tasks[0], world.tasks.at(-1)]
  const [contract] = world.contracts
  const [ana, boris] = task?.people ?? []
  const supplier = suppliersTask?.people[0]
  const member = board.members.get(`${String(task?.stream)} ${String(boris?.userId)}`)
  const comments = board.contracts.get(contract?.stream ?? '')
  const frozen = ana && board.frozen.get(ana)
  if (!task || !suppliersTask || !contract || !ana || !boris || !supplier || !member || !comments || !frozen)
    throw new Error('The world is too small for races.')

  const controls = async (blockUpload: boolean, attachmentMode: 'always' | 'until_approved') => {
    const { version } = await db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()
    const rest = { blockEdit: false, blockDelete: false, version }
    await saveAttachmentControls(as(adam), { blockUpload, attachmentMode, ...rest })
  }
  const approval = new Switch('approval', async (open) => {
    if (open) {
      const { version } = await db
        .selectFrom('contracts')
        .select('version')
        .where('id', '=', contract.id)
        .executeTakeFirstOrThrow()
      await approveContract(as(boris), { contractId: contract.id, version })
      return
    }
    const { id } = await db
      .selectFrom('approvals')
      .select('id')
      .where('contract_id', '=', contract.id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirstOrThrow()
    await withdrawApproval(as(adam), { contractId: contract.id, approvalId: id })
  })
  const grant = grantOf(boris, db, () => removeGrant(as(adam), { grantId: boris.grantId }))
  const needs: Rules['needs'] = (who, what, stream) => {
    const of = board.needs(who, what, stream)
    const more = [
      ...(who === boris ? [grant] : []),
      ...(what === 'upload' && stream === contract.stream ? [approval] : []),
    ]
    return of && [...of, ...more]
  }
  return {
    rules: { needs },
    races: [
      { name: 'comments closed in the portal', right: board.comments, who: ana, thing: contract, ways: COMMENTING },
      { name: 'comments closed on a contract', right: comments, who: ana, thing: contract, ways: COMMENTING },
      { name: 'attachments closed', right: board.uploads, who: ana, thing: contract, ways: ATTACHING },
      {
        name: 'approval withdrawn',
        right: approval,
        who: ana,
        thing: contract,
        ways: ATTACHING,
        async before() {
          await makeApprover(db, contract, boris)
          await controls(true, 'until_approved')
        },
        after: () => controls(false, 'always'),
      },
      { name: 'task member removed', right: member, who: boris, thing: task, ways: EVERY_WAY },
      { name: 'grant removed', right: grant, who: boris, thing: task, ways: EVERY_WAY },
      { name: 'person frozen', right: frozen, who: ana, thing: task, ways: EVERY_WAY },
      { name: 'matrix cell emptied', right: board.suppliers, who: supplier, thing: suppliersTask, ways: EVERY_WAY },
    ],
  }
}

const makeApprover = (db: Db, { id }: Thing, { grantId }: Person) =>
  rearrange(db, (tx) =>
    tx
      .updateTable('contract_people')
      .set({ role: 'approver' })
      .where('contract_id', '=', id)
      .where('grant_id', '=', grantId)
      .execute(),
  )

/** A grant that is removed for good, and given again as it was. */
function grantOf(person: Person, db: Db, remove: () => Promise<void>): Switch {
  const of = async (table: 'grants' | 'task_people' | 'contract_people') =>
    db
      .selectFrom(table as 'task_people')
      .selectAll()
      .where((table === 'grants' ? 'id' : 'grant_id') as 'grant_id', '=', person.grantId)
      .execute()
  let kept: Awaited<ReturnType<typeof of>>[] = []
  const tables = ['grants', 'task_people', 'contract_people'] as const
  return new Switch(`grant of ${person.name}`, async (open) => {
    if (!open) {
      kept = [await of('grants'), await of('task_people'), await of('contract_people')]
      return remove()
    }
    await rearrange(db, async (tx) => {
      for (const [nth, table] of tables.entries())
        for (const row of kept[nth] ?? [])
          await tx
            .insertInto(table as 'task_people')
            .values(row)
            .execute()
    })
  })
}
