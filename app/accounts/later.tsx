import { later } from '../ui/later.tsx'
import { Skeleton } from '../ui/skeleton.tsx'

/** The dialogs of an account's and a contact's page. */
export const AccountDialogs = later(() => import('./account-dialogs.tsx').then((module) => module.AccountDialogs), null)

/** The access of an account as a form. */
export const EditAccess = later(
  () => import('./edit-access.tsx').then((module) => module.EditAccess),
  <Skeleton className="h-40 w-full" />,
)
