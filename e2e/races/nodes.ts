import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { PortalOptions } from '#server/main.ts'

/** A portal in a process of its own. */
export interface NodeProcess {
  url: string
  stop(): Promise<void>
}

/** Starts a node as an installation would; answers when it serves. */
export async function startNodeProcess(
  options: Pick<PortalOptions, 'databaseUrl' | 'redisUrl' | 'dataFolder'>,
): Promise<NodeProcess> {
  const script = fileURLToPath(new URL('node.ts', import.meta.url))
  const all: PortalOptions = { host: '127.0.0.1', port: 0, connections: 12, ...options }
  const child = fork(script, [JSON.stringify(all)], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const url = await Promise.race([once(child, 'message').then(([said]) => String(said)), failed(child)])
  return {
    url,
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}

async function failed(child: ChildProcess): Promise<never> {
  const [code] = (await once(child, 'exit')) as [number | null]
  throw new Error(`the node ended with ${String(code)} before it served`)
}
