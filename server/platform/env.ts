import { BadSetting, readSettings, type Env } from './settings.ts'

function readOrExit(): Env {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (!(error instanceof BadSetting)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  }
}

/** The settings of this process. Nothing else reads `process.env`; `settings.ts` names each with its meaning and default. */
export const env: Env = readOrExit()
