import { execFileSync } from 'node:child_process'

/** Programs of this machine that the tests need, by what they are called in different places. */
const NEEDED = [
  { names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], debian: 'chromium' },
  { names: ['redis-server'], debian: 'redis-server' },
]

/** The path of the first of `names` that is installed, or null. */
export function find(names: readonly string[]): string | null {
  for (const name of names) {
    try {
      return execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
    } catch {
      continue
    }
  }
  return null
}

export const findChromium = () => find(NEEDED[0]?.names ?? [])

/** Installs what the tests need where that can be done (root on Debian); answers the one line of what is still missing, or null. */
export function installRequirements(): string | null {
  const missing = () => NEEDED.filter(({ names }) => find(names) === null).map(({ debian }) => debian)
  const before = missing()
  if (before.length === 0) return null
  if (process.getuid?.() === 0 && find(['apt-get'])) {
    console.log(`Installing ${before.join(' and ')} (apt-get) …`)
    try {
      const apt = (...args: string[]) =>
        execFileSync('apt-get', ['-qq', ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      apt('update')
      apt('install', '-y', '--no-install-recommends', ...before)
    } catch {
      // What is missing after all is said below.
    }
  }
  const after = missing()
  return after.length === 0
    ? null
    : `The tests need ${after.join(' and ')}: install it with your system's package manager and start again.`
}
