import type { News } from '#server/streams/frames.ts'

/** Another admin saved: what is in force now is asked for anew. Pure. */
export const applySettings = <Page>(page: Page, { fact }: News): Page | null =>
  fact === 'settings.changed' ? null : page
