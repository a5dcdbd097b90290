import { decide } from '#server/access/can.ts'
import { frozenNow } from '#server/access/frozen-now.ts'
import { emptyCells } from '#server/access/matrix.ts'
import type { Viewer } from '#server/access/viewer.ts'
import type { Caller } from '#server/platform/caller.ts'
import { partnersIn } from '#server/conversations/partners.ts'
import { look } from '#server/platform/look.ts'
import { notesOf } from '#server/notes/queries.ts'
import { colleagues } from '#server/staff/colleagues.ts'
import { streamOf } from '#server/streams/events.ts'
import { positionsOf } from '#server/streams/positions.ts'
import { aboutAccount } from './about-account.ts'
import { accountFound, contactFound } from './found.ts'
import { earlierAccess } from './earlier-access.ts'
import { lastDayFrozen } from './freezing.ts'
import { mostGiven } from './may-give.ts'
import { peopleOf } from './people-of.ts'
import { viewAccount, viewFreeze, viewWholeAccount } from './views.ts'

/** One account with everything about it [A1]: details, contacts, notes, projects, tasks, contracts, files, access. Errors: `NotFound`. */
export function accountPage(caller: Caller, id: string, query = new URLSearchParams()) {
  return look(caller, async (here) => {
    const { db, viewer } = here
    const positions = await positionsOf(db, [streamOf.access])
    const account = await accountFound(here, id)
    const most = mostGiven(viewer)
    const [{ contacts, grants }, about, notes, staff, earlier, frozen] = await Promise.all([
      peopleOf(here, account.id),
      aboutAccount(here, account.id),
      notesOf(here, account.id, query),
      most === null ? [] : colleagues(db),
      earlierAccess(here, account.id),
      db
        .selectFrom('accounts as a')
        .select([frozenNow('a').as('how'), lastDayFrozen('a').as('last_day')])
        .where('a.id', '=', account.id)
        .executeTakeFirstOrThrow(),
    ])
    return {
      account: viewWholeAccount(account),
      /** How all its people are frozen in its name [A17]. */
      frozen: viewFreeze(frozen.how, frozen.last_day),
      contacts,
      grants,
      earlier,
      about,
      notes,
      /** The kind that the dialog proposes where the page itself says nothing else [A2]. */
      proposes: account.is_customer ? ('client' as const) : ('supplier' as const),
      mostGiven: most,
      mayFreeze: mayFreeze(viewer),
      emptyCells: most === null ? [] : emptyCells(viewer.policy),
      staff,
      /** Whom of it one may write to, and whether to all of it [C1]. */
      partners: await partnersIn(here, account.id),
      me: viewer.userId,
      positions,
    }
  })
}

const mayFreeze = (viewer: Viewer): boolean => decide(viewer, 'access.freeze').allowed

/** A contact's card. Errors: `NotFound`. */
export function contactPage(caller: Caller, id: string) {
  return look(caller, async (here) => {
    const { db, viewer } = here
    const positions = await positionsOf(db, [streamOf.access])
    const row = await contactFound(here, id)
    const account = await accountFound(here, row.account_id)
    const { contacts } = await peopleOf(here, account.id, row.id)
    const most = mostGiven(viewer)
    const earlier = await earlierAccess(here, account.id, row.user_id)
    return {
      account: viewAccount(account),
      earlier,
      contact: contacts[0] ?? null,
      proposes: account.is_customer ? ('client' as const) : ('supplier' as const),
      mostGiven: most,
      mayFreeze: mayFreeze(viewer),
      emptyCells: most === null ? [] : emptyCells(viewer.policy),
      staff: most === null ? [] : await colleagues(db),
      me: viewer.userId,
      positions,
    }
  })
}

/** What the form that edits an account begins with. Errors: `NotFound`, `NotAllowed`. */
export function accountToEdit(caller: Caller, id: string) {
  return look(caller, async (here) => {
    here.must('account.edit')
    return viewWholeAccount(await accountFound(here, id))
  })
}
