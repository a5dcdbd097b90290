// `npm run dev`: the portal with pages compiled as they are asked for, and browsers that follow every change.
import { serve } from './serve.ts'

await serve({ development: true })
