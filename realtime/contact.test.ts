import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { openPool } from '#db/database.ts'
import { testDatabase } from '#tools/test-db.ts'
import { Contact } from './contact.ts'

const watch = (pool: Pool) => {
  const gone = vi.fn()
  const contact = new Contact(pool, gone)
  onTestFinished(() => contact.close())
  contact.made()
  return { contact, gone }
}

describe('the contact with the database', () => {
  it('is lost within two seconds when nothing answers', async () => {
    const silent = { query: () => new Promise(() => undefined) } as unknown as Pool
    const { contact, gone } = watch(silent)
    await sleep(1300)
    expect(contact.there).toBe(true)
    await sleep(700)
    expect(gone).toHaveBeenCalledOnce()
    expect(contact.there).toBe(false)
  })

  it('is not lost because this process was busy', async () => {
    const own = await testDatabase()
    const pool = openPool(own.url, 1)
    onTestFinished(async () => {
      await pool.end()
      await own.close()
    })
    const { contact, gone } = watch(pool)
    await sleep(800)
    for (let nth = 0; nth < 2; nth++) {
      const end = performance.now() + 1800
      while (performance.now() < end);
      await sleep(400)
    }
    expect(gone).not.toHaveBeenCalled()
    expect(contact.there).toBe(true)
  })
})
