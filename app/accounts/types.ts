import type { accountPage, contactPage } from '#server/accounts/account-page.ts'
import type { GrantView } from '#server/accounts/views.ts'

export type { GrantView }
export type AccountPage = Awaited<ReturnType<typeof accountPage>>
export type AccountView = AccountPage['account']
export type ContactView = AccountPage['contacts'][number]
export type InvitationView = ContactView['invitations'][number]
/** What the dialogs about access need to know of the page they open on. */
export type AccessSide = Pick<Awaited<ReturnType<typeof contactPage>>, 'proposes' | 'mostGiven' | 'staff' | 'me'>
