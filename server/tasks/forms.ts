import { z } from 'zod'
import { PRIORITIES, ROLES, STATUSES } from './catalogue.ts'

const id = z.uuid('not_found')
const title = z.string().trim().min(1, 'required').max(300, 'too_long')
const description = z.string().trim().max(20_000, 'too_long')
const date = z
  .union([z.literal(''), z.iso.date('not_a_date')])
  .default('')
  .transform((text) => text || null)
/** Somebody who can take part: staff as themselves, an external as a contact of an account [A5]. The name of their own stream. */
export const person = z.string().regex(/^(staff|grant):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'person_gone')

const inOrder = {
  check: ({ startsOn, dueOn }: { startsOn: string | null; dueOn: string | null }) =>
    !startsOn || !dueOn || startsOn <= dueOn,
  says: {
    path: ['dueOn'],
    error: 'due_before_start',
    // Also where another field is wrong: all of it is said at once.
    when: ({ issues }: { issues: { path?: PropertyKey[] | undefined }[] }) =>
      !issues.some(({ path }) => path?.[0] === 'startsOn' || path?.[0] === 'dueOn'),
  },
}

export const createTaskForm = z
  .object({
    projectId: id,
    title,
    description: description.default(''),
    priority: z.enum(PRIORITIES, 'not_right').default('normal'),
    startsOn: date,
    dueOn: date,
    /** Staff may write it as a draft, which externals do not see [F9], and keep it from the counterparty [B2]. */
    draft: z.literal('yes').optional().catch(undefined),
    hidden: z.literal('yes').optional().catch(undefined),
    assignee: z.union([z.literal(''), person]).default(''),
  })
  .refine(inOrder.check, inOrder.says)
export type CreateTask = z.infer<typeof createTaskForm>

export const editTaskForm = z
  .object({
    taskId: id,
    /** The version that was read: a newer one is not overwritten. */
    version: z.coerce.number().int().positive(),
    title,
    description,
    priority: z.enum(PRIORITIES, 'not_right'),
    startsOn: date,
    dueOn: date,
  })
  .refine(inOrder.check, inOrder.says)
export type EditTask = z.infer<typeof editTaskForm>

export const moveTaskForm = z.object({ taskId: id, from: z.enum(STATUSES), to: z.enum(STATUSES, 'not_right') })
export type MoveTask = z.infer<typeof moveTaskForm>

export const tickForm = z.object({ taskId: id, itemId: id, done: z.enum(['yes', 'no']) })
export type Tick = z.infer<typeof tickForm>
export const addItemForm = z.object({ taskId: id, text: z.string().trim().min(1, 'required').max(500, 'too_long') })
export type AddItem = z.infer<typeof addItemForm>
export const removeItemForm = z.object({ taskId: id, itemId: id })
export type RemoveItem = z.infer<typeof removeItemForm>

export const addPeopleForm = z.object({
  taskId: id,
  people: z.array(person, 'nobody_chosen').min(1, 'nobody_chosen').max(50, 'too_many_people'),
  role: z.enum(ROLES).default('participant'),
  /** The accounts whose reading one another was agreed to, when that was asked [B2]. */
  agreed: z.array(id).default([]),
})
export type AddPeople = z.infer<typeof addPeopleForm>
export const changeRoleForm = z.object({ taskId: id, person, role: z.enum(ROLES) })
export type ChangeRole = z.infer<typeof changeRoleForm>
export const removePersonForm = z.object({ taskId: id, person })
export type RemovePerson = z.infer<typeof removePersonForm>

export const hideTaskForm = z.object({
  taskId: id,
  hidden: z.enum(['yes', 'no']),
  /** As in `addPeopleForm`: to show it again may join people of a second account. */
  agreed: z.array(id).default([]),
})
export type HideTask = z.infer<typeof hideTaskForm>
export const deleteTaskForm = z.object({ taskId: id })
export type DeleteTask = z.infer<typeof deleteTaskForm>
