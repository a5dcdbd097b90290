import type { Making } from './part.ts'

/** Keeps a file's content, and that it is there. Answers its SHA-256 in hex. */
export async function keepContent({ db, storeFile }: Making, content: Buffer): Promise<string> {
  const hash = await storeFile(content)
  await db
    .insertInto('blobs')
    .values({ hash, size: content.length })
    .onConflict((on) => on.doNothing())
    .execute()
  return hash
}
