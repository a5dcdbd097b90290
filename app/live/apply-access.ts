import type { News } from '#server/streams/frames.ts'

/** Somebody's access changed: who has it now is asked for anew. Pure. */
export const applyAccess = <Page>(page: Page, { fact }: News): Page | null => (fact === 'access.changed' ? null : page)
