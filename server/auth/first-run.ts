import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '#db/database.ts'
import { Conflict, Invalid } from '#server/platform/errors.ts'
import type { Portal } from '#server/platform/portal.ts'
import { ownRule } from '#server/platform/own-rule.ts'
import { readForm, type Fields } from '#server/platform/read-form.ts'
import { zoneIsKnown } from '#server/platform/zones.ts'
import { contactOf } from '#server/settings/administrator-contact.ts'
import { setUpForm } from './forms.ts'
import { MOST_CHARACTERS } from './catalogue.ts'
import { giveBack, senderOf, spend } from './limits.ts'
import { hashPassword, weakness } from './passwords.ts'
import { enter, type Knock } from './sessions.ts'
import { hashToken } from './tokens.ts'

/** No letter that looks like a digit: people type it from a terminal. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** 99 bits, in groups that can be read out. */
const GROUPS = 4
const OF = 5
/** What is longer than a password may be is refused for that, and not looked at further. */
const MOST_READ = 4 * MOST_CHARACTERS
/** Codes of so many starts work beside each other: several nodes print one each. */
const MOST_CODES = 20

/** Whether nobody can open this portal yet: no Owner has a password. */
export async function isEmpty(db: Db): Promise<boolean> {
  const owner = await db
    .selectFrom('users')
    .select('id')
    .where('staff_role', '=', 'owner')
    .where('password_hash', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return !owner
}

/**
 * A code for the terminal of an empty portal, with which its first Owner sets it up; null when there is one. The database keeps its hash only, so
 * it works on every node, and none works once one was used.
 */
export async function firstRunCode(db: Db): Promise<string | null> {
  if (!(await isEmpty(db))) return null
  const code = Array.from({ length: GROUPS }, () =>
    Array.from({ length: OF }, () => LETTERS[randomInt(LETTERS.length)]).join(''),
  ).join('-')
  await db
    .insertInto('first_run_codes')
    .values({ code_hash: hashOf(code) })
    .execute()
  await sql`delete from first_run_codes where code_hash not in (
    select code_hash from first_run_codes order by printed_at desc limit ${MOST_CODES})`.execute(db)
  return code
}

/**
 * Makes the first Owner of an empty portal, who is signed in. Errors: `Invalid` with all that is wrong at once, a code that is none and a weak
 * password among it; `TooMany`; `Conflict` when somebody was first.
 */
export async function setUp(portal: Portal, knock: Knock, sent: Fields): Promise<{ cookies: string[] }> {
  const { db } = portal.database
  const sender = senderOf(knock.address)
  await spend(portal, 'set-up', sender)
  if (!(await isEmpty(db))) throw new Conflict('set_up_already')
  const known = await isKnown(db, textOf(sent, 'code'))
  if (known) await giveBack(portal, 'set-up', sender)
  const zone = textOf(sent, 'timeZone')
  const form = readForm(setUpForm, sent, {
    code: known ? null : 'code_is_wrong',
    timeZone: (await zoneIsKnown(db, zone)) ? null : 'choose_one',
    password: await weakness(
      textOf(sent, 'password').slice(0, MOST_READ),
      ['name', 'email', 'hostName'].map((name) => textOf(sent, name)).concat('portico'),
    ),
  })
  const passwordHash = await hashPassword(form.password)
  let userId = ''
  // The host's time zone is read by rules.
  await ownRule(portal, 'portal_set_up', async (inner) => {
    // One after the other, on whatever node: who comes second finds no code.
    await sql`lock table first_run_codes in exclusive mode`.execute(inner)
    const used = await inner
      .deleteFrom('first_run_codes')
      .where('code_hash', '=', hashOf(form.code))
      .returning('code_hash')
      .executeTakeFirst()
    if (!used || !(await isEmpty(inner))) throw new Conflict('set_up_already')
    await inner.deleteFrom('first_run_codes').execute()
    const user = await inner
      .insertInto('users')
      .values({
        kind: 'staff',
        staff_role: 'owner',
        name: form.name,
        email: form.email,
        login_name: form.email,
        password_hash: passwordHash,
        time_zone: form.timeZone,
      })
      .onConflict((on) => on.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!user) throw new Invalid({ email: 'address_is_taken' })
    await inner
      .updateTable('portal_settings')
      .set({
        host_name: form.hostName,
        time_zone: form.timeZone,
        administrator_contact: contactOf(form),
      })
      .execute()
    await inner
      .insertInto('audit_entries')
      .values({ actor_id: user.id, what: 'portal_set_up', address: knock.address })
      .execute()
    userId = user.id
    return { to: 'all' }
  })
  return { cookies: await enter(portal, knock, userId) }
}

/** Whether this is a code that was printed. */
async function isKnown(db: Db, code: string): Promise<boolean> {
  const known = await db
    .selectFrom('first_run_codes')
    .select('code_hash')
    .where('code_hash', '=', hashOf(code))
    .executeTakeFirst()
  return Boolean(known)
}

/** A field as it was typed, also where the form is refused for another one. */
function textOf(sent: Fields, name: string): string {
  const value: unknown = sent.get(name)
  return typeof value === 'string' ? value : ''
}

/** However it was typed: small letters, spaces, no dashes. */
const hashOf = (code: string) => hashToken(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
