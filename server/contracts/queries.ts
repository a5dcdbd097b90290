import { sql } from 'kysely'
import { abilitiesOf, type Abilities } from '#server/access/abilities.ts'
import type { ContractRole, ContractStatus } from '#server/access/facts.ts'
import { renderMarkdown } from '#server/feed/markdown.ts'
import { heldFrom } from '#server/feed/held-from.ts'
import { feedOf, type FeedAsked, type FeedPage } from '#server/feed/queries.ts'
import { attachedTo, type Attached } from '#server/files/queries.ts'
import type { Caller } from '#server/platform/caller.ts'
import { look, type Look } from '#server/platform/look.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf, type Positions } from '#server/streams/positions.ts'
import { stepsOf } from './approvals.ts'
import { nextOf, TEXT_CLOSED } from './statuses.ts'
import { reviewed } from './waits-for.ts'
import { viewStep, type ContractView, type NamedPerson } from './views.ts'

/** Everything that a contract's page shows; what is not open to the viewer is null. */
export interface ContractPage {
  contract: ContractView
  abilities: Abilities
  /** Where its stream stands; nothing of it is told while its text is not open. */
  positions: Positions
  attached: Attached | null
  feed: FeedPage | null
  /** What its staff can do with it; null for everybody else. */
  staff: {
    next: readonly ContractStatus[]
    /** It could go further if somebody were named to approve it. */
    noApprover: boolean
    portalComments: boolean
    mayEdit: boolean
  } | null
}

/** A contract's page, with the page of its feed that was asked for. Errors: `NotFound`, `Shut`. */
export function contractPage(caller: Caller, id: string, asked: FeedAsked = {}): Promise<ContractPage> {
  return look(caller, async (here) => {
    const { viewer, db, scope, must } = here
    must('contract.view')
    // Before the rows: what happens in between is told once more rather than never.
    const positions = await positionsOf(db, [streamOf.contract(id)])
    const row = await scope.contract(id)
    const abilities = abilitiesOf(viewer, row.facts)
    const open = abilities['contract.read'] === null
    const subject = { kind: 'contract', id: row.id } as const
    const { account, owner } = await namesOf(here, row)
    const people = open ? await namedOn(here, id) : []
    const steps = open ? await stepsOf(db, id) : []
    const held = await heldFrom<ContractStatus>(here, streamOf.contract(id), row)
    const isMine = (step: { userId: string; grantId: string | null }) =>
      step.userId === viewer.userId && step.grantId === (viewer.grant?.id ?? null)
    return {
      contract: {
        id: row.id,
        ref: row.ref,
        title: row.title,
        status: row.status,
        account,
        owner,
        comments: row.comments,
        version: row.version,
        createdAt: row.created_at.toISOString(),
        text: open ? renderMarkdown(row.body) : null,
        people,
        steps: steps.map((step) =>
          viewStep(
            step,
            people.find((person) => person.id === step.userId),
            isMine(step),
          ),
        ),
      },
      abilities,
      positions: open ? positions : {},
      attached: open ? await attachedTo(here, subject, row.facts) : null,
      feed: open ? await feedOf(here, subject, row.facts, asked) : null,
      staff: viewer.staff && {
        ...(abilities['contract.edit'] === null
          ? nextOf(row.status, steps, row.version, held)
          : { next: [], noApprover: false }),
        portalComments: viewer.policy.contractComments,
        mayEdit: abilities['contract.edit'] === null && !TEXT_CLOSED.has(row.status),
      },
    }
  })
}

/** Title and source of a contract's text, for the form that edits it. Errors: `NotFound`, `NotAllowed`. */
export function contractSource(
  caller: Caller,
  id: string,
): Promise<{ id: string; title: string; body: string; version: number; approved: boolean }> {
  return look(caller, async ({ scope, must }) => {
    must('contract.view')
    const { title, body, version, facts } = await scope.contract(id)
    must('contract.edit', facts)
    return { id, title, body, version, approved: facts.approved }
  })
}

/** The accounts a new contract can be made with. Errors: `NotAllowed`. */
export function accountsForContract(caller: Caller): Promise<{ id: string; name: string }[]> {
  return look(caller, async ({ scope, must }) => {
    must('contract.create')
    return scope.accounts().clearSelect().select(['a.id', 'a.name']).orderBy('a.name').limit(1000).execute()
  })
}

const namesOf = ({ db }: Look, row: { account_id: string; owner_id: string }) =>
  db
    .selectFrom('accounts as a')
    .innerJoin('users as u', (join) => join.on('u.id', '=', row.owner_id))
    .select(['a.id as accountId', 'a.name as accountName', 'u.id as ownerId', 'u.name as ownerName'])
    .where('a.id', '=', row.account_id)
    .executeTakeFirstOrThrow()
    .then((names) => ({
      account: { id: names.accountId, name: names.accountName },
      owner: { id: names.ownerId, name: names.ownerName },
    }))

async function namedOn({ db, viewer }: Look, contractId: string): Promise<NamedPerson[]> {
  const { rows } = await sql<NamedPerson & { roles: ContractRole[] }>`
    select u.id, u.name, max(a.name) as account, array_agg(cp.role order by cp.position, cp.role) as roles,
      bool_or(cp.user_id = ${viewer.userId} and cp.grant_id is not distinct from ${viewer.grant?.id ?? null}::uuid) as mine,
      bool_or(${reviewed('cp')}) as reviewed
    from contract_people cp join users u on u.id = cp.user_id
    left join grants g on g.id = cp.grant_id left join accounts a on a.id = g.account_id
    where cp.contract_id = ${contractId}
    group by u.id order by min(cp.position), u.name, u.id`.execute(db)
  return rows
}
