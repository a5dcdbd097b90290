import { z } from 'zod'
import { PROJECT_ROLES, PROJECT_STATUSES } from './catalogue.ts'

const id = z.uuid('not_found')
const date = z
  .union([z.literal(''), z.iso.date('not_a_date')])
  .default('')
  .transform((text) => text || null)

export const editProjectForm = z
  .object({
    projectId: id,
    /** The version that was read: a newer one is not overwritten. */
    version: z.coerce.number().int().positive(),
    name: z.string().trim().min(1, 'required').max(200, 'too_long'),
    description: z.string().trim().max(20_000, 'too_long'),
    status: z.enum(PROJECT_STATUSES, 'not_right'),
    startsOn: date,
    endsOn: date,
  })
  .refine(({ startsOn, endsOn }) => !startsOn || !endsOn || startsOn <= endsOn, {
    path: ['endsOn'],
    error: 'ends_before_start',
  })
export type EditProject = z.infer<typeof editProjectForm>

export const shareTasksForm = z.object({ projectId: id, shared: z.enum(['yes', 'no']) })
export type ShareTasks = z.infer<typeof shareTasksForm>

export const projectStaffForm = z.object({
  projectId: id,
  userId: z.uuid('person_gone'),
  role: z.enum(PROJECT_ROLES, 'not_right'),
})
export type ProjectStaffForm = z.infer<typeof projectStaffForm>
