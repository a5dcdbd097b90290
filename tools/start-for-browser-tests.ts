// The portal that browser tests visit: `npm start` on an emptied data folder, filled with the demo.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '#server/platform/env.ts'
import { stopPostmaster } from '#server/platform/postmaster.ts'

// A run that was killed left its database behind.
await stopPostmaster(join(env.PORTAL_DATA, 'postgres'))
rmSync(env.PORTAL_DATA, { recursive: true, force: true })
await import('./start.ts')
