import { Invalid } from '#server/platform/errors.ts'
import type { AccountForm } from './forms.ts'

/** An account is a customer, a supplier or both [A1]. */
export function mustBeSomething({ isCustomer, isSupplier }: Pick<AccountForm, 'isCustomer' | 'isSupplier'>): void {
  if (!isCustomer && !isSupplier) throw new Invalid({ isCustomer: 'customer_or_supplier' })
}

/** The columns of an account that only describe it; what it is (customer, supplier) is a rule of its own. */
export const described = ({ name, isPerson, email, phone, website, address, locale }: AccountForm) => ({
  name,
  is_person: isPerson,
  email,
  phone,
  website,
  address,
  locale,
})
