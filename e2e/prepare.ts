import { ensureBuilt } from '#tools/page-build.ts'
import { installRequirements } from '#tools/requirements.ts'

/** Installs and builds what a cluster needs, or ends the process with one line that says what is missing. */
export function prepare(): void {
  const missing = installRequirements()
  if (missing) {
    console.error(missing)
    process.exit(1)
  }
  ensureBuilt()
}
