// `npm run cluster`: three nodes with the demo, PostgreSQL, Redis and a proxy in front, and a prompt that cuts, slows and resets cables.
import { createInterface } from 'node:readline'
import { addDemo } from '#tools/demo.ts'
import { prepare } from '../prepare.ts'
import { Cluster } from './cluster.ts'

const HELP = `  cut|silence|slow|reset|mend  <node> postgres|redis|clients   what happens to a cable of node 1, 2 or 3 (slow: 200 ms)
  kill|stop|start|freeze|thaw  <node>                          what happens to the node
  crash                                                        PostgreSQL stops at once, and comes back
  mend                                                         everything whole again
  quit`
const CABLES = ['postgres', 'redis', 'clients'] as const

prepare()
const cluster = await Cluster.start({ port: 3000, fill: addDemo })
console.log(
  `Portico on ${String(cluster.nodes.length)} nodes: ${cluster.url} (a proxy; each connection goes to the next node)`,
)
cluster.nodes.forEach((node, nth) => console.log(`  node ${String(nth + 1)}: ${node.url}`))
console.log(`${HELP}\n`)

const prompt = createInterface({ input: process.stdin, output: process.stdout })
const quit = async () => {
  prompt.close()
  await cluster.close()
  process.exit(0)
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void quit())
prompt.once('SIGINT', () => void quit())
prompt.on('line', (line) => void obey(line.trim().split(/\s+/)))

async function obey([what = '', nth = '', which = '']: string[]): Promise<void> {
  if (what === '') return
  if (what === 'quit') return quit()
  if (what === 'crash') return cluster.crashPostgres()
  if (what === 'mend' && !nth) return cluster.mend()
  const node = cluster.nodes[Number(nth) - 1]
  const end = CABLES.find((one) => one === which)
  const cable = node && end ? node.cables[end] : null
  if (cable && ['cut', 'silence', 'reset', 'mend'].includes(what))
    return cable[what as 'cut' | 'silence' | 'reset' | 'mend']()
  if (cable && what === 'slow') return cable.slow(200)
  if (node && ['kill', 'stop', 'start', 'freeze', 'thaw'].includes(what))
    return node[what as 'kill' | 'stop' | 'start' | 'freeze' | 'thaw']()
  console.log(`That is none of these:\n${HELP}`)
}
