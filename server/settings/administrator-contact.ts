import type { Db } from '#db/database.ts'

interface Known {
  name: string
  email: string
}

/** How the portal names whom to turn to: as the set-up writes its first Owner. */
export const contactOf = ({ name, email }: Known): string => `${name}, ${email}`

/** Whoever is refused is told whom to ask [A12]: where that is somebody of the staff who has another name or address now, or has gone, it follows. */
export async function followContact(db: Db, before: Known, now: Known): Promise<void> {
  await db
    .updateTable('portal_settings')
    .set({ administrator_contact: contactOf(now) })
    .where('administrator_contact', '=', contactOf(before))
    .execute()
}
