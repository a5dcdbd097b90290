// `npm run build`: the pages, into build/. Fails where a main page asks for more script than it may.
import { join } from 'node:path'
import { firstLoads, MOST_SCRIPT } from './first-load.ts'
import { build } from './page-build.ts'
import { root } from './root.ts'

const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`

if (!build({ loud: true })) process.exitCode = 1
else
  for (const { page, bytes } of firstLoads(join(root, 'build/client'))) {
    console.log(`${page.padEnd(10)} ${kB(bytes)} of script on first load, gzip`)
    if (bytes <= MOST_SCRIPT) continue
    console.error(`✗ ${page}: a main page may ask for ${kB(MOST_SCRIPT)} at most`)
    process.exitCode = 1
  }
