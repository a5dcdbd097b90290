import type { Portal } from '#server/platform/portal.ts'
import type { Caller } from '#server/platform/caller.ts'
import type { Member } from '#db/testing/cast.ts'
import { changeGrant } from '#server/accounts/change-grant.ts'
import { freezePerson } from '#server/accounts/freeze-person.ts'
import { switchContractComments } from '#server/contracts/switch-comments.ts'
import { saveCell } from '#server/settings/save-cell.ts'
import { saveAttachmentControls, saveContractComments } from '#server/settings/save-contract-settings.ts'
import { addPeople } from '#server/tasks/add-people.ts'
import { removePerson } from '#server/tasks/remove-person.ts'
import type { Rules } from './check.ts'
import { Switch } from './switch.ts'
import type { Person, World } from './world.ts'

export interface Board extends Rules {
  /** Everything that admins and managers open and close. */
  switches: Switch[]
  /** Those of the first task of each account, where most of the talk is. */
  hot: Switch[]
  comments: Switch
  uploads: Switch
  suppliers: Switch
  /** By contract stream, by person, and by task stream and user id. */
  contracts: ReadonlyMap<string, Switch>
  frozen: ReadonlyMap<Person, Switch>
  members: ReadonlyMap<string, Switch>
  /** Takes somebody off a task past the use-cases, as a forgotten rule would: the database must refuse it. */
  sneak: Switch
}

/** Every third person of an account is frozen now and then, every fourth has a grant that is suspended now and then. */
const FROZEN_EACH = 3
const SUSPENDED_EACH = 4

/** Members as callers at `portal`. */
export const callersAt =
  (portal: Portal) =>
  ({ userId, sessionId, grantId }: Member): Caller => ({ portal, userId, sessionId, grantId, address: '127.0.0.1' })

/** The switches of a world, made through the portal's own use-cases at `portal`, and who needs which of them. */
export function boardOf(world: World, portal: Portal): Board {
  const { adam, mila } = world.cast
  const as = callersAt(portal)
  const settings = async () =>
    (await portal.database.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()).version
  const comments = new Switch('contract comments', async (open) =>
    saveContractComments(as(adam), { contractComments: open, version: await settings() }),
  )
  const uploads = new Switch('attachments of contracts', async (open) =>
    saveAttachmentControls(as(adam), {
      blockUpload: !open,
      blockEdit: false,
      blockDelete: false,
      attachmentMode: 'always',
      version: await settings(),
    }),
  )
  const suppliers = new Switch('suppliers view tasks', (open) =>
    saveCell(as(adam), { action: 'task.view', kind: 'supplier', ticked: open }),
  )
  const contracts = new Map(
    world.contracts.map(({ id, stream }) => [
      stream,
      new Switch(`comments of ${stream}`, (open) =>
        switchContractComments(as(adam), { contractId: id, comments: open ? 'as_portal' : 'closed' }),
      ),
    ]),
  )
  const frozen = new Map<Person, Switch>()
  const suspended = new Map<Person, Switch>()
  world.people.forEach((person, nth) => {
    if (nth % FROZEN_EACH === 0)
      frozen.set(
        person,
        new Switch(`${person.name} thawed`, (open) =>
          freezePerson(as(adam), { userId: person.userId, frozen: open ? null : 'off', lastDay: null }),
        ),
      )
    if (nth % SUSPENDED_EACH === 0)
      suspended.set(
        person,
        new Switch(`grant of ${person.name}`, (open) =>
          changeGrant(as(adam), {
            grantId: person.grantId,
            role: 20,
            daysBack: null,
            lastDay: null,
            notes: '',
            answersId: mila.userId,
            ...(open ? {} : { suspended: 'on' }),
          }),
        ),
      )
  })
  const members = new Map<string, Switch>()
  for (const { id, stream, people } of world.tasks)
    for (const person of people)
      members.set(
        `${stream} ${person.userId}`,
        new Switch(`${person.name} on ${stream}`, (open) =>
          open
            ? addPeople(as(mila), {
                taskId: id,
                people: [`grant:${person.grantId}`],
                role: 'participant',
                agreed: [],
              }).then(() => undefined)
            : removePerson(as(mila), { taskId: id, person: `grant:${person.grantId}` }),
        ),
      )
  const [hot] = world.tasks
  const victim = hot?.people.at(-1)
  const sneak = new Switch('past the use-cases', async () => {
    await portal.database.db
      .deleteFrom('task_people')
      .where('task_id', '=', hot?.id ?? '')
      .where('grant_id', '=', victim?.grantId ?? '')
      .execute()
  })

  const needs: Rules['needs'] = (who, what, stream) => {
    const of = [frozen.get(who), suspended.get(who)].flatMap((one) => one ?? [])
    if (stream === `grant:${who.grantId}`) return of
    const contract = world.contracts.find((one) => one.stream === stream)
    if (contract) {
      if (!contract.people.includes(who)) return null
      return [
        ...of,
        ...(what === 'post' ? [comments, contracts.get(stream)].flatMap((one) => one ?? []) : []),
        ...(what === 'upload' ? [uploads] : []),
      ]
    }
    const member = members.get(`${stream} ${who.userId}`)
    if (!member) return null
    const sneaked = stream === hot?.stream && who === victim ? [sneak] : []
    return [...of, member, ...sneaked, ...(who.kind === 'supplier' ? [suppliers] : [])]
  }
  return {
    needs,
    sneak,
    hot: world.tasks.flatMap(({ stream, people }, nth) =>
      nth % 2 === 0 ? people.flatMap(({ userId }) => members.get(`${stream} ${userId}`) ?? []) : [],
    ),
    comments,
    uploads,
    suppliers,
    contracts,
    frozen,
    members,
    switches: [
      comments,
      uploads,
      suppliers,
      ...contracts.values(),
      ...frozen.values(),
      ...suspended.values(),
      ...members.values(),
    ],
  }
}
