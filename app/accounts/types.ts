import type { accountPage } from '#server/accounts/queries.ts'

export type AccountPage = Awaited<ReturnType<typeof accountPage>>
export type AccountView = AccountPage['account']
export type ContactView = AccountPage['contacts'][number]
export type GrantView = ContactView['grants'][number]
export type InvitationView = ContactView['invitations'][number]
