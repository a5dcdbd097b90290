import { z } from 'zod'
import { PROJECT_ROLES, PROJECT_STATUSES } from './catalogue.ts'

const id = z.uuid('not_found')
const date = z
  .union([z.literal(''), z.iso.date('not_a_date')])
  .default('')
  .transform((text) => text || null)

const said = {
  name: z.string().trim().min(1, 'required').max(200, 'too_long'),
  description: z.string().trim().max(20_000, 'too_long').default(''),
  status: z.enum(PROJECT_STATUSES, 'not_right').default('planned'),
  startsOn: date,
  endsOn: date,
}
const inOrder = {
  check: ({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }) =>
    !startsOn || !endsOn || startsOn <= endsOn,
  says: {
    path: ['endsOn'],
    error: 'ends_before_start',
    // Also where another field is wrong: all of it is said at once.
    when: ({ issues }: { issues: { path?: PropertyKey[] | undefined }[] }) =>
      !issues.some(({ path }) => path?.[0] === 'startsOn' || path?.[0] === 'endsOn'),
  },
}

export const createProjectForm = z
  .object({
    ...said,
    /** The counterparty, or said to be none: for good, so it is never left to what nobody chose. */
    accountId: z
      .union([z.literal('own'), z.uuid('choose_one')], 'choose_one')
      .transform((account) => (account === 'own' ? null : account)),
    managerId: z.uuid('choose_one'),
    clientManagers: z.array(z.uuid('person_gone')).max(50, 'too_many_people').default([]),
  })
  .refine(inOrder.check, inOrder.says)
export type CreateProject = z.infer<typeof createProjectForm>

export const editProjectForm = z
  .object({
    projectId: id,
    /** The version that was read: a newer one is not overwritten. */
    version: z.coerce.number().int().positive(),
    ...said,
  })
  .refine(inOrder.check, inOrder.says)
export type EditProject = z.infer<typeof editProjectForm>

export const deleteProjectForm = z.object({
  projectId: id,
  /** Its name, typed by hand: what goes with it cannot be brought back. */
  name: z.string().trim().default(''),
})
export type DeleteProject = z.infer<typeof deleteProjectForm>

export const shareTasksForm = z.object({
  projectId: id,
  shared: z.enum(['yes', 'no']),
  /** The accounts whose reading one another was agreed to, when that was asked [B2]. */
  agreed: z.array(id).default([]),
})
export type ShareTasks = z.infer<typeof shareTasksForm>

export const projectStaffForm = z.object({
  projectId: id,
  userId: z.uuid('person_gone'),
  role: z.enum(PROJECT_ROLES, 'not_right'),
})
export type ProjectStaffForm = z.infer<typeof projectStaffForm>

export const changeManagerForm = z.object({ projectId: id, userId: z.uuid('person_gone') })
export type ChangeManager = z.infer<typeof changeManagerForm>

/** What an update may hold. Browsers send line ends as CR LF; PostgreSQL keeps no NUL. */
const body = z
  .string('comment_empty')
  .max(20_000, 'comment_too_long')
  .transform((text) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '').trim())
  .refine((text) => text.length <= 10_000, 'comment_too_long')
  .refine((text) => /[^\s\p{C}]/u.test(text), 'comment_empty')
const ids = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : (value ?? [])),
  z.array(z.uuid()).max(2000),
)

export const postUpdateForm = z.object({
  projectId: id,
  /** The sender's own id: a form that is sent again is stored once. */
  sentId: z.uuid(),
  body,
  /** Whom the composer named as readers besides the team: their user ids [B7]. */
  audience: ids,
})
export type PostUpdate = z.infer<typeof postUpdateForm>

export const editUpdateForm = z.object({
  projectId: id,
  updateId: id,
  /** The version that was read: a newer one is not overwritten. */
  version: z.coerce.number().int().positive(),
  body,
  audience: ids,
})
export type EditUpdate = z.infer<typeof editUpdateForm>
export const deleteUpdateForm = z.object({ projectId: id, updateId: id })
export type DeleteUpdate = z.infer<typeof deleteUpdateForm>
/** The newest that was read. */
export const readUpdatesForm = z.object({ projectId: id, updateId: id })
export type ReadUpdates = z.infer<typeof readUpdatesForm>
