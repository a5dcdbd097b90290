/** What a member of the staff can be [A20]. */
export const STAFF_ROLES = ['owner', 'admin', 'member'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/**
 * The ticks of a staff card, and what each waits for: while that is not built a tick would promise what no page does. It stands on no page then,
 * nothing that is sent changes it, and what a card has of it is kept. `null`: it decides something today. Of one that no longer waits only this
 * line changes.
 */
export const WAITS_FOR = {
  mayGrantAccess: null,
  mayLoginAsClient: 'login as client [A16]',
  mayActAsClient: 'login as client [A16]',
  doesBilling: 'invoices and payments [E3]',
  doesContracts: null,
} as const

type Waiting = typeof WAITS_FOR
export type Tick = { [One in keyof Waiting]: Waiting[One] extends null ? One : never }[keyof Waiting]

/** The ticks that a card shows and a Save changes. */
export const TICKS = (Object.keys(WAITS_FOR) as (keyof Waiting)[]).filter((one): one is Tick => WAITS_FOR[one] === null)
