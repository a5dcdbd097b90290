import { TICKS, type Tick, type WAITS_FOR } from './catalogue.ts'

/** Where each tick of a card is stored. */
const COLUMNS = {
  mayGrantAccess: 'may_grant_access',
  mayLoginAsClient: 'may_login_as_client',
  mayActAsClient: 'may_act_as_client',
  doesBilling: 'does_billing',
  doesContracts: 'does_contracts',
} as const satisfies Record<keyof typeof WAITS_FOR, string>
type Stored = Record<(typeof COLUMNS)[Tick], boolean>

/** A card's ticks as columns: those that wait for something keep what is stored. */
export const ticksOf = (form: Record<Tick, boolean>): Stored =>
  Object.fromEntries(TICKS.map((tick) => [COLUMNS[tick], form[tick]])) as Stored

/** The ticks that a card shows, from its columns. */
export const ticksIn = (row: Stored): Record<Tick, boolean> =>
  Object.fromEntries(TICKS.map((tick) => [tick, row[COLUMNS[tick]]])) as Record<Tick, boolean>
