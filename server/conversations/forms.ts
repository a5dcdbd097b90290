import { z } from 'zod'

const id = z.uuid()

/**
 * Which conversation is to be opened: an account's, a project's, or the direct one with a contact (for staff) or a staff member. `write`: words with which
 * its writer goes on there.
 */
export const openConversationForm = z
  .object({ accountId: id, projectId: id, grantId: id, staffId: id, write: z.string().max(500) })
  .partial()
  .refine(({ write: _, ...asked }) => Object.values(asked).filter(Boolean).length === 1, 'not_right')
export type OpenConversationForm = z.infer<typeof openConversationForm>

const yes = z.preprocess((value) => value === 'yes', z.boolean())

export const closeConversationForm = z.object({ conversationId: id, closed: yes })
export type CloseConversationForm = z.infer<typeof closeConversationForm>

export const leaveConversationForm = z.object({ conversationId: id })
export type LeaveConversationForm = z.infer<typeof leaveConversationForm>

export const muteConversationForm = z.object({ conversationId: id, muted: yes })
export type MuteConversationForm = z.infer<typeof muteConversationForm>
