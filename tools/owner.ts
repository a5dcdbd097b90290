// `npm run owner -- you@company.com "Your Name"`: the first owner of an empty portal. Also while the portal is running.
import { openDatabase } from '#db/database.ts'
import { migrate } from '#db/migrate.ts'
import { makeOwner } from '#server/auth/make-owner.ts'
import { CannotStart } from '#server/platform/cannot-start.ts'
import { env } from '#server/platform/env.ts'
import { reachDatabase } from './reach-database.ts'

async function invite(email: string, name: string): Promise<string> {
  const { url, stop } = await reachDatabase()
  try {
    await migrate(url)
    const { db, close } = await openDatabase(url, { connections: 2 })
    const token = await makeOwner(db, { email, name }).finally(() => close())
    if (token === null) throw new CannotStart('The portal has an owner already, who can make others.')
    return `${env.PORTAL_URL ?? `http://${env.HOST}:${env.PORT}`}/reset/${token}`
  } finally {
    await stop?.()
  }
}

const [email = '', name = email] = process.argv.slice(2)
if (!/^\S+@\S+$/.test(email)) {
  console.error('Usage: npm run owner -- you@company.com "Your Name"')
  process.exit(1)
}
try {
  console.log(`${name} chooses a password here, once, within three days:\n${await invite(email, name)}`)
} catch (error) {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exitCode = 1
}
