import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, copyFile, mkdir, readFile, readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '#server/platform/machine.ts'
import { root } from '#tools/root.ts'
import { stepsOf } from './dockerfile.ts'

/** Where a node of the image joins. */
interface Joins {
  databaseUrl: string
  redisUrl: string | null
  dataFolder: string
  publicUrl: string
}

interface Stage {
  folder: string
  at: string
  env: Record<string, string>
}

/** How long a node may take to serve. Ms. */
const START = 90_000
const PATH = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`

/**
 * What the steps of the Dockerfile make, in a folder of this machine's own file system instead of an image. Different from an image: the Node
 * is this process's; `npm ci` links this checkout's packages instead of fetching the same again; there is no user of its own.
 */
export class Image {
  readonly #folder: string
  #last: Stage = { folder: '', at: '/', env: {} }
  #command: string[] = []

  private constructor(folder: string) {
    this.#folder = folder
  }

  /** Does all steps; takes as long as building the pages does. Errors: a step that fails, or that is not known here. */
  static async build(): Promise<Image> {
    const image = new Image(join(root, '.cache/image'))
    await image.remove()
    const stages = new Map<string, Stage>()
    for (const { what, rest } of stepsOf(await readFile(join(root, 'Dockerfile'), 'utf8')))
      await image.#step(what, rest, stages)
    return image
  }

  /** Starts the image's command beside other nodes, as an operator would; returns when it serves. */
  async start({ databaseUrl, redisUrl, dataFolder, publicUrl }: Joins) {
    const port = await freePort()
    const env = {
      PATH,
      ...this.#last.env,
      NODE_COMPILE_CACHE: join(this.#folder, 'compiled'),
      HOST: '127.0.0.1',
      PORT: String(port),
      PORTAL_DATA: dataFolder,
      PORTAL_URL: publicUrl,
      DATABASE_URL: databaseUrl,
      ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
    }
    const set = Object.entries(env).map(([name, value]) => `${name}=${value}`)
    const child = spawn('env', ['-i', ...set, ...this.#command], {
      cwd: join(this.#last.folder, this.#last.at),
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const gone = once(child, 'exit') as Promise<[number | null]>
    const url = `http://127.0.0.1:${String(port)}`
    const deadline = performance.now() + START
    while (
      !(await fetch(`${url}/healthz`).then(
        ({ ok }) => ok,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`The image's node ended with ${String(child.exitCode)}.`)
      if (performance.now() > deadline) {
        child.kill('SIGKILL')
        throw new Error("The image's node did not serve in time.")
      }
      await pause(100)
    }
    return {
      url,
      /** Asks it to stop as a machine room does; answers its exit code. */
      async stop(): Promise<number | null> {
        child.kill('SIGTERM')
        return (await gone)[0]
      },
    }
  }

  remove(): Promise<void> {
    return rm(this.#folder, { recursive: true, force: true })
  }

  async #step(what: string, rest: string, stages: Map<string, Stage>): Promise<void> {
    const here = this.#last
    switch (what) {
      case 'FROM': {
        const name = / AS (\S+)$/i.exec(rest)?.[1] ?? 'last'
        this.#last = { folder: join(this.#folder, name), at: '/', env: {} }
        stages.set(name, this.#last)
        return
      }
      case 'WORKDIR':
        here.at = rest
        await mkdir(join(here.folder, here.at), { recursive: true })
        return
      case 'COPY':
        return copy(here, rest.split(' '), stages)
      case 'RUN':
        return run(here, rest)
      case 'ENV':
        for (const [, name = '', value = ''] of rest.matchAll(/(\w+)=(\S*)/g)) here.env[name] = value
        return
      case 'CMD':
        this.#command = JSON.parse(rest) as string[]
        return
      case 'USER':
      case 'VOLUME':
      case 'EXPOSE':
      case 'HEALTHCHECK':
        return
      default:
        throw new Error(`A step of the Dockerfile is not known here: ${what}`)
    }
  }
}

async function copy({ folder, at }: Stage, words: string[], stages: ReadonlyMap<string, Stage>): Promise<void> {
  const target = join(folder, at)
  const from = stages.get(/^--from=(\S+)$/.exec(words[0] ?? '')?.[1] ?? '')
  if (from) return shell(`cp -al '${join(from.folder, words[1] ?? '')}/.' '${target}'`)
  const ignored = (await readFile(join(root, '.dockerignore'), 'utf8')).split('\n')
  for (const source of words.slice(0, -1))
    for (const name of source === '.' ? await readdir(root) : [source])
      if (source !== '.' || !ignored.includes(name)) await cp(join(root, name), join(target, name), { recursive: true })
}

async function run({ folder, at, env }: Stage, command: string): Promise<void> {
  const here = join(folder, at)
  if (command === 'npm ci') {
    shell(`cp -al '${join(root, 'node_modules')}' '${here}'`)
    // npm writes into this one.
    const list = join(here, 'node_modules/.package-lock.json')
    await rm(list)
    await copyFile(join(root, 'node_modules/.package-lock.json'), list)
    return
  }
  const folderMade = /^install -d .* (\/\S+)$/.exec(command)?.[1]
  if (folderMade) {
    await mkdir(join(folder, folderMade), { recursive: true })
    return
  }
  const set = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  shell(`env -i HOME='${folder}' PATH='${PATH}' ${set.join(' ')} sh -c '${command}'`, here)
}

function shell(command: string, cwd: string = root): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`A step of the Dockerfile failed: ${command}\n${stdout}${stderr}`)
}
