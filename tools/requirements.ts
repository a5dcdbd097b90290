import { execFileSync } from 'node:child_process'

/** Programs of this machine that the tests need, by what they are called in different places, the best first. */
const NEEDED = [
  // Chromium without the windows that nobody sees: they take more of a processor than the pages in them.
  {
    names: ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    debian: ['chromium-headless-shell', 'chromium'],
  },
  { names: ['redis-server'], debian: ['redis-server'] },
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
  const wanted = NEEDED.filter(({ names: [best = ''] }) => find([best]) === null)
  if (wanted.length > 0 && process.getuid?.() === 0 && find(['apt-get'])) install(wanted)
  const missing = NEEDED.filter(({ names }) => find(names) === null).map(({ debian: [best = ''] }) => best)
  return missing.length === 0
    ? null
    : `The tests need ${missing.join(' and ')}: install it with your system's package manager and start again.`
}

/** Tries the best of each; what is still missing after all is said by who asked. */
function install(wanted: typeof NEEDED): void {
  // Without a network, what is there must do, and soon.
  const patience = ['Acquire::Retries=1', 'Acquire::http::Timeout=20', 'Acquire::https::Timeout=20']
  const apt = (...args: string[]) => {
    const options = patience.flatMap((option) => ['-o', option])
    try {
      execFileSync('apt-get', ['-qq', ...options, ...args], { stdio: ['ignore', 'ignore', 'inherit'] })
      return true
    } catch {
      return false
    }
  }
  console.log(`Installing ${wanted.map(({ debian: [best] }) => best).join(' and ')} (apt-get) …`)
  if (!apt('update')) return
  for (const { names, debian } of wanted)
    for (const name of debian) if (apt('install', '-y', '--no-install-recommends', name) || find(names)) break
}
