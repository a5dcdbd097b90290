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
import { submit, type Door } from '../cluster/calls.ts'
import { Switch } from './switch.ts'
import type { Person, Thing, World } from './world.ts'

/** Where rules are changed: in this process, or at the pages of the nodes. */
export interface Desk {
  world: World
  portal: Portal
  door: Door
}

/** Days back, where they are on. */
const DAYS_BACK = 30

/** Members as callers at `portal`. */
export const callersAt =
  (portal: Portal) =>
  ({ userId, sessionId, grantId }: Member): Caller => ({ portal, userId, sessionId, grantId, address: '127.0.0.1' })

/** A field that a browser sends only where it is ticked. */
const ticked = (name: string, on: boolean): Record<string, string> => (on ? { [name]: 'on' } : {})

/** The switches of the whole portal. */
export function portalSwitches({ world, portal, door }: Desk) {
  const { adam } = world.cast
  const as = callersAt(portal)(adam)
  const settings = async () =>
    (await portal.database.db.selectFrom('portal_settings').select('version').executeTakeFirstOrThrow()).version
  const page = async (intent: string, fields: Record<string, string>) =>
    submit(door, adam, '/settings/contracts', { intent, version: String(await settings()), ...fields })
  return {
    comments: new Switch(
      'contract comments',
      async (open) => saveContractComments(as, { contractComments: open, version: await settings() }),
      (open) => page('comments', ticked('contractComments', open)),
    ),
    uploads: new Switch(
      'attachments of contracts',
      async (open) =>
        saveAttachmentControls(as, {
          blockUpload: !open,
          blockEdit: false,
          blockDelete: false,
          attachmentMode: 'always',
          version: await settings(),
        }),
      (open) => page('attachments', { attachmentMode: 'always', ...ticked('blockUpload', !open) }),
    ),
    suppliers: new Switch('suppliers view tasks', (open) =>
      saveCell(as, { action: 'task.view', kind: 'supplier', ticked: open }),
    ),
  }
}

/** Whether collaborators may see tasks: there are none in this world. */
export const collaboratorsOf = ({ world, portal }: Desk): Switch =>
  new Switch('collaborators view tasks', (open) =>
    saveCell(callersAt(portal)(world.cast.adam), { action: 'task.view', kind: 'collaborator', ticked: open }),
  )

/** Whether externals may comment on one contract. */
export function commentsOf({ world, portal, door }: Desk, { id, stream }: Thing): Switch {
  const { adam } = world.cast
  const value = (open: boolean) => (open ? 'as_portal' : 'closed')
  return new Switch(
    `comments of ${stream}`,
    (open) => switchContractComments(callersAt(portal)(adam), { contractId: id, comments: value(open) }),
    (open) => submit(door, adam, `/contracts/${id}`, { intent: 'comments', comments: value(open) }),
  )
}

/** Whether somebody is not frozen. */
export const thawedOf = ({ world, portal }: Desk, { name, userId }: Person): Switch =>
  new Switch(`${name} thawed`, (open) =>
    freezePerson(callersAt(portal)(world.cast.adam), { userId, frozen: open ? null : 'off', lastDay: null }),
  )

/** Whether somebody's grant is live, or (`days back`) whether it reaches back without a limit. One of them for each grant: its form holds both. */
export function grantSwitch({ world, portal, door }: Desk, person: Person, what: 'live' | 'days back'): Switch {
  const { adam, mila } = world.cast
  const { name, grantId, accountId } = person
  const daysBack = (open: boolean) => (what === 'days back' && !open ? DAYS_BACK : null)
  const isSuspended = (open: boolean) => what === 'live' && !open
  return new Switch(
    `${what} of ${name}`,
    (open) =>
      changeGrant(callersAt(portal)(adam), {
        grantId,
        role: 20,
        daysBack: daysBack(open),
        lastDay: null,
        notes: '',
        answersId: mila.userId,
        ...(isSuspended(open) ? { suspended: 'on' } : {}),
      }),
    (open) =>
      submit(door, adam, `/accounts/${accountId}`, {
        do: 'change',
        grantId,
        role: '20',
        daysBack: String(daysBack(open) ?? ''),
        lastDay: '',
        notes: '',
        answersId: mila.userId,
        ...ticked('suspended', isSuspended(open)),
      }),
  )
}

/** Whether somebody takes part in a task. */
export function memberSwitch({ world, portal, door }: Desk, { id, stream }: Thing, person: Person): Switch {
  const { mila } = world.cast
  const as = callersAt(portal)(mila)
  const key = `grant:${person.grantId}`
  return new Switch(
    `${person.name} on ${stream}`,
    (open) =>
      open
        ? addPeople(as, { taskId: id, people: [key], role: 'participant', agreed: [] }).then(() => undefined)
        : removePerson(as, { taskId: id, person: key }),
    (open) =>
      submit(door, mila, `/tasks/${id}/people`, {
        ...(open ? { intent: 'add', people: key, role: 'participant' } : { intent: 'remove', person: key }),
      }),
  )
}
