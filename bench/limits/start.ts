import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** A limit in a process of its own, so that it has an event loop to itself as the portal has. */
export interface Limit {
  origin: string
  stop(): void
}

/** Starts `bench/limits/<name>.ts` with its arguments; it prints its port when it serves. */
export async function startLimit(name: 'store' | 'live' | 'feed', ...args: string[]): Promise<Limit> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim())),
  )
  return { origin: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}
