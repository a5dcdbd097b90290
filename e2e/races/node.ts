// One node of the races in a process of its own: started with its options as JSON, tells its address, stops when it is left alone.
import { startPortal, type PortalOptions } from '#server/main.ts'

const running = await startPortal(JSON.parse(process.argv[2] ?? '{}') as PortalOptions)
process.send?.(running.url)
process.once('disconnect', () => void running.stop().finally(() => process.exit(0)))
