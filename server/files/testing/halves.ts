import type { Member } from '#db/testing/cast.ts'
import type { resuming } from './resuming.ts'
import type { servingFiles } from './serving-files.ts'

export const TEXT = 'the first half, and the second'
export const HALF = 15

/** Files of which the first half is there, and what there is of files at all. */
export function halves({ at }: Awaited<ReturnType<typeof servingFiles>>, tus: ReturnType<typeof resuming>) {
  const onContract = () => `/contracts/${at.cast.contractOfRila}/files`
  return {
    onContract,
    /** Announces a file of theirs, on the contract, and sends half of it; answers where it goes on. */
    async half(who: Member = at.cast.ana, to = onContract()): Promise<string> {
      const location = await tus.begin(who, to, TEXT.length)
      const { status } = await tus.patch(who, location, 0, TEXT.slice(0, HALF))
      if (status !== 204) throw new Error(`The first half was answered ${String(status)}`)
      return location
    },
    attached: () =>
      at.db
        .selectFrom('attachments')
        .select(['id', 'name', 'size', 'blob_hash', 'sent_id'])
        .orderBy('uploaded_at')
        .execute(),
    /** Everything of anything on its way, in database and folder. */
    onItsWay: async () => [...(await tus.rows()), ...(await tus.partials())],
  }
}

/** Why something was refused. */
export const words = (body: Buffer) =>
  (JSON.parse(body.toString()) as { refused: { words: { key: string; values?: Record<string, unknown> } } }).refused
    .words
