import { defineEntity, p } from '@mikro-orm/postgresql'

export const RateLimit = defineEntity({
  name: 'RateLimit',
  tableName: 'rate_limits',
  properties: {
    key: p.text().primary(),
    points: p.integer().default(0),
    expire: p.bigint('number').nullable(),
  },
})

export const KnownDevice = defineEntity({
  name: 'KnownDevice',
  tableName: 'known_devices',
  properties: {
    tokenHash: p.text().primary(),
    userId: p.uuid().primary(),
    seenAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
})

export const FirstRunCode = defineEntity({
  name: 'FirstRunCode',
  tableName: 'first_run_codes',
  properties: {
    codeHash: p.text().primary(),
    printedAt: p.datetime().defaultRaw('clock_timestamp()'),
  },
})
