/** What a member of the staff can be [A20]. */
export const STAFF_ROLES = ['owner', 'admin', 'member'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** The ticks on a card. */
export const TICKS = ['mayGrantAccess', 'mayLoginAsClient', 'mayActAsClient', 'doesBilling', 'doesContracts'] as const
export type Tick = (typeof TICKS)[number]
