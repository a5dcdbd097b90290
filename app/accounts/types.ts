import type { accountPage, contactPage } from '#server/accounts/account-page.ts'
import type { GrantView, OfferView } from '#server/accounts/views.ts'

export type { GrantView, OfferView }
export type AccountPage = Awaited<ReturnType<typeof accountPage>>
export type AccountView = AccountPage['account']
export type ContactView = AccountPage['contacts'][number]
/** What the dialogs about access need to know of the page they open on. */
export type AccessSide = Pick<
  Awaited<ReturnType<typeof contactPage>>,
  'proposes' | 'mostGiven' | 'emptyCells' | 'staff' | 'me'
>
