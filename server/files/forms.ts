import { z } from 'zod'

export const renameFileForm = z.object({
  attachmentId: z.uuid(),
  name: z.string().trim().min(1, 'required').max(1000, 'too_long'),
})
export type RenameFileForm = z.infer<typeof renameFileForm>

export const deleteFileForm = z.object({ attachmentId: z.uuid() })
export type DeleteFileForm = z.infer<typeof deleteFileForm>
