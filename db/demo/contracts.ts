import type { Selectable } from 'kysely'
import type { Tables } from '../database.ts'
import { onContracts, saidOf } from './attached.ts'
import { ACCOUNTS, type AccountKey } from './content/people.ts'
import { textOf } from './content/contract-text.ts'
import { CONTRACTS } from './content/contracts.ts'
import { storeFeed, type Said } from './feed.ts'
import { daysAgo, type Making, type Part } from './part.ts'
import { accountId, contractId, partyOf, userId } from './ids.ts'
import { chanceOf, idOf, refOf } from './seed.ts'

type Contract = (typeof CONTRACTS)[number]
type Status = Selectable<Tables['contracts']>['status']
type Role = Selectable<Tables['contract_people']>['role']

const MINUTE = 60_000
const MINUTES_OF_EDIT = 9

/** Fourteen contracts in every status, with who reviews, approves and signs them. */
export const contracts: Part = {
  name: 'contracts',
  async fill(making) {
    await storeContracts(making)
    await storePeople(making)
    await storeApprovals(making)
    const talk = CONTRACTS.flatMap((contract) => feedOf(contract, making.now))
    await storeFeed(making.db, [...talk, ...saidOf(onContracts(making.now))])
  },
}

/** In whose name somebody takes part, as a row has it. */
function takingPart(first: string, account: AccountKey): { user_id: string; grant_id: string | null } {
  const party = partyOf(first, account)
  return { user_id: party.userId, grant_id: party.grantId }
}

async function storeContracts({ db, now }: Making): Promise<void> {
  await db
    .insertInto('contracts')
    .values(
      CONTRACTS.map((one) => ({
        id: contractId(one.key),
        ref: refOf('contract', one.key),
        title: one.title,
        status: one.status,
        owner_id: userId(one.owner),
        account_id: accountId(one.account),
        body: textOf(ACCOUNTS.find(({ key }) => key === one.account)?.name ?? '', one.subject, one.clauses),
        version: 1 + changesOf(one, now).length,
        requested_by_grant_id: one.requestedBy ? takingPart(one.requestedBy, one.account).grant_id : null,
        comments: one.closed ? ('closed' as const) : ('as_portal' as const),
        created_at: daysAgo(now, one.made, 10),
      })),
    )
    .execute()
}

async function storePeople({ db, now }: Making): Promise<void> {
  const named = (one: Contract, firsts: readonly string[], role: Role) =>
    firsts.map((first, nth) => ({
      id: idOf('contract person', `${one.key}/${first}/${role}`),
      contract_id: contractId(one.key),
      ...takingPart(first, one.account),
      role,
      position: nth + 1,
      added_at: daysAgo(now, one.made, 10, 5),
    }))
  await db
    .insertInto('contract_people')
    .values(
      CONTRACTS.flatMap((one) => [
        ...named(one, one.reviewers, 'reviewer'),
        ...named(one, one.approvers, 'approver'),
        ...named(one, one.signers ?? [], 'signer'),
      ]),
    )
    .execute()
}

async function storeApprovals({ db, now }: Making): Promise<void> {
  const given = (one: Contract, first: string, nth: number, withdrawn: boolean) => ({
    id: idOf('approval', `${one.key}/${first}`),
    contract_id: contractId(one.key),
    contract_version: 1,
    ...takingPart(first, one.account),
    at: approvedAt(now, one, nth),
    withdrawn_at: withdrawn ? daysAgo(now, 2, 17) : null,
    withdrawn_by: withdrawn ? userId(first) : null,
  })
  await db
    .insertInto('approvals')
    .values(
      CONTRACTS.flatMap((one) => [
        ...one.approved.map((first, nth) => given(one, first, nth, false)),
        ...(one.withdrawn ? [given(one, one.withdrawn, 0, true)] : []),
      ]),
    )
    .execute()
}

const WAY: Record<Status, readonly Status[]> = {
  requested: [],
  draft: ['draft'],
  in_review: ['draft', 'in_review'],
  awaiting_approval: ['draft', 'in_review', 'awaiting_approval'],
  approved: ['draft', 'in_review', 'awaiting_approval', 'approved'],
  out_for_signature: ['draft', 'in_review', 'awaiting_approval', 'approved', 'out_for_signature'],
  active: ['draft', 'in_review', 'awaiting_approval', 'approved', 'out_for_signature', 'active'],
  expired: ['draft', 'in_review', 'awaiting_approval', 'approved', 'out_for_signature', 'active', 'expired'],
  terminated: ['draft', 'in_review', 'awaiting_approval', 'approved', 'out_for_signature', 'active', 'terminated'],
  rejected: ['draft', 'in_review', 'rejected'],
  on_hold: ['draft', 'in_review', 'awaiting_approval', 'approved', 'on_hold'],
}

/** On which day, counted back, it was moved for the `nth` time. It is put in review at once: until then nobody outside reads or says anything. */
function dayOfMove({ made, status }: Contract, nth: number): number {
  if (nth === 0) return made - 2
  return Math.max(Math.round(made - ((nth + 1) * Math.max(made - 2, 1)) / WAY[status].length), 0)
}

/** Approvals are given once they are asked for; the last of them makes it Approved within the hour. */
function approvedAt(now: Date, one: Contract, nth: number): Date {
  const moved = WAY[one.status].indexOf('approved') - 1
  const day = moved < 0 ? dayOfMove(one, 1) - 1 : dayOfMove(one, moved)
  return daysAgo(now, Math.max(day, 1), 11, 10 * nth)
}

function talkOf(one: Contract, now: Date) {
  const chance = chanceOf(`contract ${one.key}`)
  const lines = one.talk ?? []
  return lines.map(([first, body, { at, changes } = {}], nth) => {
    const day = Math.max(Math.round((one.made - 4) * (1 - (nth + 1) / (lines.length + 1))), 0)
    const [hour, minute] = [chance.between(9, 16), chance.between(0, 59)]
    return { first, body, changes, at: daysAgo(now, at?.[0] ?? day, at?.[1] ?? hour, minute) }
  })
}

/** When the text was changed, oldest first: each is a version. */
function changesOf(one: Contract, now: Date): Date[] {
  const said = talkOf(one, now).flatMap(({ at, changes }) =>
    changes ? [at.getTime() + (changes === 'before' ? -MINUTES_OF_EDIT : MINUTES_OF_EDIT) * MINUTE] : [],
  )
  const elsewhere = (one.changed ?? []).map((ago) => now.getTime() - ago * MINUTE)
  return [...said, ...elsewhere].sort((at, other) => at - other).map((at) => new Date(at))
}

function feedOf(one: Contract, now: Date): Said[] {
  const by = (first: string) => {
    const { user_id, grant_id } = takingPart(first, one.account)
    return { stream: `contract:${contractId(one.key)}`, authorId: user_id, authorGrantId: grant_id }
  }
  const way = WAY[one.status]
  const moves = way.slice(1).map((to, nth): Said => {
    const day = dayOfMove(one, nth)
    return { ...by(one.owner), at: daysAgo(now, day, 12, nth * 4), happened: { what: 'moved', from: way[nth], to } }
  })
  const talk = talkOf(one, now).map(({ first, at, body }): Said => ({ ...by(first), at, body }))
  const edits = changesOf(one, now).map((at, nth): Said => {
    return { ...by(one.owner), at, happened: { what: 'edited', to: String(nth + 2) } }
  })
  return [
    {
      ...by(one.requestedBy ?? one.owner),
      at: daysAgo(now, one.made, 10),
      happened: { what: one.requestedBy ? 'requested' : 'created' },
    },
    ...moves,
    ...one.approved.map((first, nth): Said => ({
      ...by(first),
      at: approvedAt(now, one, nth),
      happened: { what: 'approved' },
    })),
    ...(one.withdrawn
      ? [
          { ...by(one.withdrawn), at: approvedAt(now, one, 0), happened: { what: 'approved' } },
          { ...by(one.withdrawn), at: daysAgo(now, 2, 17), happened: { what: 'approval_withdrawn' } },
        ]
      : []),
    ...talk,
    ...edits,
  ]
}
