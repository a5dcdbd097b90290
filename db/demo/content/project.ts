import type { AccountKey, StaffName } from './people.ts'

/** A project of the demo as it is written down. */
export interface DemoProject {
  key: string
  name: string
  description: string
  account: AccountKey
  manager: StaffName
  /** Without one, its people cannot make tasks [B3]. */
  clientManagers: readonly StaffName[]
  team: readonly StaffName[]
  auditors: readonly StaffName[]
  status: 'planned' | 'active' | 'on_hold' | 'done' | 'cancelled'
  counterpartySeesTasks?: boolean
  /** Days ago, both; negative is to come. */
  starts: number
  ends: number
  /** The people of the account who work on it. */
  guests: readonly string[]
  tasks: readonly string[]
}
