import type { IncomingMessage, ServerResponse } from 'node:http'

/** What stands around answers: it may answer itself, and lets the others come by `next`. Express takes it as it is. */
export type Layer = (req: IncomingMessage, res: ServerResponse, next: () => void) => void
