import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What PostgreSQL says about a running server in its `postmaster.pid`. */
export interface Postmaster {
  pid: number
  port: number
  ready: boolean
  /** Whether a process of that number exists; after a crash it can be another one. */
  alive: boolean
}

/** Reads `postmaster.pid` of a cluster (lines: pid, folder, start, port, socket folder, address, memory, state), or null. */
export function readPostmaster(cluster: string): Postmaster | null {
  let lines: string[]
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Number(lines[0])
  if (!pid) return null
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready', alive: isAlive(pid) }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ended, but collected by nobody: so it stays in a container without an init. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

/** PostgreSQL takes a zombie for a running server and refuses to start beside it: forget one that is surely dead. */
export function forgetZombie(cluster: string): void {
  const server = readPostmaster(cluster)
  if (server && isZombie(server.pid)) rmSync(join(cluster, 'postmaster.pid'))
}

/** Stops the server of a cluster: open transactions roll back; when it does not end in 10 s, it is ended and recovers later. */
export async function stopPostmaster(cluster: string): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 10],
    ['SIGQUIT', 5],
  ] as const) {
    const server = readPostmaster(cluster)
    if (!server?.alive) return
    process.kill(server.pid, signal)
    const deadline = Date.now() + seconds * 1000
    // The file goes last; a process nobody collects (a container without an init) would look alive for ever.
    while (readPostmaster(cluster)?.alive && Date.now() < deadline) await sleep(5)
  }
}
