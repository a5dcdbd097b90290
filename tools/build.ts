// `npm run build`: the pages, into build/.
import { build } from './page-build.ts'

if (!build({ loud: true })) process.exitCode = 1
