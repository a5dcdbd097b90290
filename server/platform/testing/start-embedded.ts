// A process that holds an embedded database until it is killed: `node start-embedded.ts <folder>` prints its address.
import { startEmbeddedDatabase } from '../embedded-database.ts'

const [folder = ''] = process.argv.slice(2)
const { url } = await startEmbeddedDatabase(folder, { durable: false })
process.stdout.write(`${url}\n`)
