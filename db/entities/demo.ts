import { defineEntity, p } from '@mikro-orm/postgresql'

export const DemoPart = defineEntity({
  name: 'DemoPart',
  tableName: 'demo_parts',
  properties: {
    name: p.text().primary(),
    filledAt: p.datetime().defaultRaw('now()'),
  },
})
