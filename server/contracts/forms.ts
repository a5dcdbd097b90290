import { z } from 'zod'
import { person } from '#server/tasks/forms.ts'

/** Browsers send line ends as CR LF; PostgreSQL keeps no NUL. */
const text = (most: number) =>
  z
    .string()
    .max(most, 'too_long')
    .transform((value) => value.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())

const version = z.coerce.number().int().positive()

/** Approving binds the text that was seen. */
export const approveContractForm = z.object({ contractId: z.uuid(), version })
export type ApproveContractForm = z.infer<typeof approveContractForm>

export const withdrawApprovalForm = z.object({ contractId: z.uuid(), approvalId: z.uuid() })
export type WithdrawApprovalForm = z.infer<typeof withdrawApprovalForm>

export const changeStatusForm = z.object({
  contractId: z.uuid(),
  status: z.enum(
    [
      'draft',
      'in_review',
      'awaiting_approval',
      'approved',
      'out_for_signature',
      'active',
      'expired',
      'terminated',
      'rejected',
      'on_hold',
    ],
    'choose_one',
  ),
  /** The status that the page showed. */
  from: z.string().max(40),
})
export type ChangeStatusForm = z.infer<typeof changeStatusForm>

export const contractCommentsSwitchForm = z.object({
  contractId: z.uuid(),
  comments: z.enum(['as_portal', 'closed'], 'choose_one'),
})
export type ContractCommentsSwitchForm = z.infer<typeof contractCommentsSwitchForm>

const title = text(300).pipe(z.string().min(1, 'required'))
const body = text(200_000)

export const createContractForm = z.object({ title, body, accountId: z.uuid('choose_one') })
export type CreateContractForm = z.infer<typeof createContractForm>

export const editContractForm = z.object({ contractId: z.uuid(), title, body, version })
export type EditContractForm = z.infer<typeof editContractForm>

const role = z.enum(['reviewer', 'approver', 'signer'], 'choose_one')

export const namePeopleForm = z.object({
  contractId: z.uuid(),
  people: z.array(person, 'nobody_chosen').min(1, 'nobody_chosen').max(50, 'too_many_people'),
  role,
  /** For who approves: the step on which they stand in for each other; without one each gets a step of their own, after the others. */
  step: z
    .literal('')
    .transform(() => null)
    .or(z.coerce.number().int().min(1).max(100))
    .default(null),
})
export type NamePeopleForm = z.infer<typeof namePeopleForm>

export const unnamePersonForm = z.object({ contractId: z.uuid(), person, role })
export type UnnamePersonForm = z.infer<typeof unnamePersonForm>
