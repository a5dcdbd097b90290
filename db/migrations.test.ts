import { readdirSync } from 'node:fs'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testPortal } from '#tools/test-portal.ts'

it('every migration that lies here is run: one that is not is missed by nobody until a page needs it', async () => {
  const home = await testPortal()
  const files = readdirSync(new URL('migrations', import.meta.url)).map((name) => name.replace(/\.sql$/, ''))
  expect(files.length).toBeGreaterThan(20)
  const { rows } = await sql<{ name: string }>`select name from migrations order by name`.execute(home.db)
  expect(rows.map(({ name }) => name)).toEqual(files.sort())
  await home.close()
})
