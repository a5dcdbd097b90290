// `npm start`: everything that is needed, then the portal. See docs/operating.md.
import { build, isBuilt } from './page-build.ts'
import { serve } from './serve.ts'

if (!isBuilt()) {
  console.log('Building the pages …')
  if (!build()) {
    console.error('The pages could not be built: see the lines above.')
    process.exit(1)
  }
}
await serve()
