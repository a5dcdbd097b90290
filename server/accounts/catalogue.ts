/** What an action of the pages about accounts can have done; the words are `accounts:told`. Pure: pages import it. */
export const TOLD = [
  'enabled',
  'sent_again',
  'withdrawn',
  'changed',
  'removed',
  'suspended',
  'resumed',
  'frozen',
  'saved',
  'contact_added',
  'contact_saved',
  'contact_removed',
  'note',
] as const

export interface Done {
  told: (typeof TOLD)[number]
  /** The new contact's. */
  contactId?: string
  /** Whose mail was written. */
  invitationId?: string
}
