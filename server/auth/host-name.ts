import type { Portal } from '#server/platform/portal.ts'

/** Whose portal it is, as its doors say. */
export async function hostName({ database: { db } }: Portal): Promise<string> {
  return (await db.selectFrom('portal_settings').select('host_name').executeTakeFirstOrThrow()).host_name
}
