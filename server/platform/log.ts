import pino from 'pino'
import { env } from './env.ts'

/**
 * The process's own log: JSON lines on standard output. Ids only: never names, text, tokens or addresses with secrets;
 * `redact` is the second line of defence for objects that carry them by accident.
 */
export const log = pino({
  level: env.NODE_ENV === 'test' ? 'silent' : env.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ['password', 'token', 'cookie', 'authorization', '*.password', '*.token', '*.cookie', '*.authorization'],
    censor: '[hidden]',
  },
})
