import { randomBytes } from 'node:crypto'
import { accountId, grantId, userId } from './ids.ts'
import { daysAgo, type Making, type Part } from './part.ts'
import { GUESTS } from './content/guests.ts'
import { ACCOUNTS, CONTACTS, STAFF, type AccountKey } from './content/people.ts'
import { chanceOf, idOf } from './seed.ts'

/** The password of everybody in the demo. It is public: a demo does not belong on a network. */
export const DEMO_PASSWORD = 'northlight-demo-only'

/** Who may sign in to the demo, as the start prints it. */
export const DEMO_PEOPLE: readonly { name: string; email: string; what: string }[] = [
  ...STAFF.map((one) => ({
    name: one.name,
    email: `${one.first}@northlight.example`,
    what: `Northlight: ${one.what}`,
  })),
  ...GUESTS.map((one) => ({
    name: one.name,
    email: `${one.first}@${one.home}.example`,
    what: `${ACCOUNTS.find((account) => account.key === one.home)?.name ?? ''}: ${one.what}`,
  })),
]

const contactId = (who: string, account: AccountKey) => idOf('contact', `${who}/${account}`)

/** The host, its staff, the companies it works with, their people, and what these were given. */
export const people: Part = {
  name: 'people',
  async fill(making) {
    await fillHost(making)
    await fillStaff(making)
    await fillAccounts(making)
    await fillGuests(making)
    await fillContacts(making)
  },
}

async function fillHost({ db }: Making): Promise<void> {
  // Until a contract is approved its attachments are read-only for externals; with the approval they open [D4].
  await db
    .updateTable('portal_settings')
    .set({
      host_name: 'Northlight Building Services',
      time_zone: 'Europe/Sofia',
      administrator_contact: 'Adam Reyes, adam@northlight.example, +359 2 555 0140',
      attachment_mode: 'until_approved',
      block_upload: true,
      block_edit: true,
      block_delete: true,
    })
    .execute()
}

async function fillStaff({ db, now, passwordHash }: Making): Promise<void> {
  const has = (ticks: readonly string[], tick: string) => ticks.includes(tick)
  await db
    .insertInto('users')
    .values(
      STAFF.map(({ first, name, role, ticks }) => ({
        id: userId(first),
        kind: 'staff' as const,
        name,
        email: `${first}@northlight.example`,
        login_name: first,
        password_hash: passwordHash,
        staff_role: role,
        may_grant_access: has(ticks, 'may_grant_access'),
        may_login_as_client: has(ticks, 'may_login_as_client'),
        does_billing: has(ticks, 'does_billing'),
        does_contracts: has(ticks, 'does_contracts'),
        created_at: daysAgo(now, 560),
        last_seen_at: daysAgo(now, 0, 8),
      })),
    )
    .execute()
}

async function fillAccounts({ db, now }: Making): Promise<void> {
  await db
    .insertInto('accounts')
    .values(
      ACCOUNTS.map((account, nth) => ({
        id: accountId(account.key),
        name: account.name,
        email: account.email,
        locale: account.locale,
        is_customer: account.customer,
        is_supplier: account.supplier,
        created_at: daysAgo(now, 550 - nth * 3),
      })),
    )
    .execute()
}

async function fillGuests({ db, now, passwordHash }: Making): Promise<void> {
  const chance = chanceOf('guests')
  await db
    .insertInto('users')
    .values(
      GUESTS.map((guest) => ({
        id: userId(guest.first),
        kind: 'external' as const,
        name: guest.name,
        email: `${guest.first}@${guest.home}.example`,
        login_name: guest.first,
        password_hash: passwordHash,
        locale: guest.locale,
        time_zone: guest.timeZone ?? 'Europe/Sofia',
        created_at: daysAgo(now, chance.between(500, 545)),
        last_seen_at: daysAgo(now, guest.first === 'edith' ? 140 : chance.between(0, 9), 10),
      })),
    )
    .execute()
  const grants = GUESTS.flatMap((guest) => guest.grants.map((grant) => ({ guest, ...grant })))
  const firstOf = new Map<string, string>()
  for (const { guest, account } of grants) if (!firstOf.has(account)) firstOf.set(account, guest.first)
  const memberships = new Map(grants.map((grant) => [contactId(grant.guest.first, grant.account), grant]))
  await db
    .insertInto('contacts')
    .values(
      [...memberships].map(([id, { guest, account }]) => ({
        id,
        account_id: accountId(account),
        user_id: userId(guest.first),
        name: guest.name,
        email: `${guest.first}@${guest.home}.example`,
        phone: `+359 2 555 01${String(chance.between(10, 99))}`,
        job_title: guest.title,
        is_primary: firstOf.get(account) === guest.first,
      })),
    )
    .execute()
  await db
    .insertInto('grants')
    .values(
      grants.map(({ guest, account, kind, role, daysBack, endsInDays, notes }) => ({
        // Whoever answers for them did so before any of it.
        answers_since: null,
        id: grantId(guest.first, account, kind),
        user_id: userId(guest.first),
        account_id: accountId(account),
        contact_id: contactId(guest.first, account),
        kind,
        role,
        days_back: daysBack ?? null,
        notes: notes ?? '',
        answers_id: userId(ACCOUNTS.find((one) => one.key === account)?.answers ?? 'mila'),
        expires_at: endsInDays === undefined ? null : daysAgo(now, -endsInDays, 16),
        created_at: daysAgo(now, chance.between(480, 540)),
        last_seen_at: daysAgo(now, guest.first === 'edith' ? 140 : chance.between(0, 9), 10),
      })),
    )
    .execute()
}

async function fillContacts({ db, now }: Making): Promise<void> {
  await db
    .insertInto('contacts')
    .values(
      CONTACTS.map(({ key, account, name, title, email }) => ({
        id: contactId(key, account),
        account_id: accountId(account),
        name,
        email,
        job_title: title,
      })),
    )
    .execute()
  const invited = CONTACTS.flatMap((contact) =>
    contact.invited === null ? [] : [{ ...contact, invited: contact.invited }],
  )
  await db
    .insertInto('invitations')
    .values(
      invited.map(({ key, account, email, role, invited: days }) => ({
        contact_id: contactId(key, account),
        account_id: accountId(account),
        email,
        kind: 'client' as const,
        role,
        // The hash of no token that anybody has: a demo's seed is public, so its links must not follow from it.
        token_hash: randomBytes(32).toString('hex'),
        answers_id: userId('mila'),
        invited_by: userId('mila'),
        invited_at: daysAgo(now, days, 11),
        expires_at: daysAgo(now, days - 3, 11),
      })),
    )
    .execute()
}
