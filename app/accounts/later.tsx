import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The dialogs of an account's and a contact's page. */
export const AccountDialogs = later(() => import('./account-dialogs.tsx').then((module) => module.AccountDialogs), null)

/** Who has access, as a list and as a form. */
export const AccessPanel = later(
  () => import('./access-panel.tsx').then((module) => module.AccessPanel),
  <Skeleton className="h-40 w-full" />,
)

/** Who had access and has it no more. */
export const EarlierAccess = later(() => import('./earlier-access.tsx').then((module) => module.EarlierAccess), null)

/** What else there is with an account, below everything that is worked on. */
export const AboutAccount = later(
  () => import('./about.tsx').then((module) => module.AboutAccount),
  <Skeleton className="h-40 w-full" />,
)

/** The company's own address, which a person's is better than. */
export const CompanyAddress = later(() => import('./company-address.tsx').then((module) => module.CompanyAddress), null)
