import type { AddStaffForm } from './forms.ts'

/** A card's ticks as columns. */
export const ticksOf = (form: Omit<AddStaffForm, 'email' | 'name' | 'role'>) => ({
  may_grant_access: form.mayGrantAccess,
  may_login_as_client: form.mayLoginAsClient,
  may_act_as_client: form.mayActAsClient,
  does_billing: form.doesBilling,
  does_contracts: form.doesContracts,
})
