import type { AccountKey } from './people.ts'

interface Guest {
  first: string
  /** The domain of their address. */
  home: AccountKey
  name: string
  title: string
  locale: string
  timeZone?: string
  grants: {
    account: AccountKey
    kind: 'client' | 'supplier' | 'collaborator'
    role: 10 | 20 | 30 | 40 | 80 | 90
    daysBack?: number
    endsInDays?: number
    notes?: string
  }[]
  what: string
}

const client = (account: AccountKey, role: 10 | 20 | 30 | 40 | 80 | 90) => ({ account, kind: 'client' as const, role })
const supplier = (account: AccountKey, role: 10 | 20 | 30 | 40 | 80 | 90) => ({
  account,
  kind: 'supplier' as const,
  role,
})

/** Everybody who is not of the house, with what they were given [A5]. */
export const GUESTS: readonly Guest[] = [
  {
    first: 'ana',
    home: 'rila',
    name: 'Ана Петрова',
    title: 'Technical manager',
    locale: 'bg',
    what: 'L40, 90 days back',
    grants: [
      { ...client('rila', 40), daysBack: 90, notes: 'Runs the works at Rila. A quarter back is what she asked for.' },
    ],
  },
  {
    first: 'boris',
    home: 'rila',
    name: 'Борис Димитров',
    title: 'Site supervisor',
    locale: 'bg',
    what: 'L20',
    grants: [client('rila', 20)],
  },
  {
    first: 'vera',
    home: 'rila',
    name: 'Вера Стоянова',
    title: 'Operations director',
    locale: 'bg',
    what: 'L80',
    grants: [client('rila', 80)],
  },
  {
    first: 'kalin',
    home: 'rila',
    name: 'Калин Илиев',
    title: 'Managing partner',
    locale: 'bg',
    what: 'L90',
    grants: [client('rila', 90)],
  },
  {
    first: 'claire',
    home: 'corvin',
    name: 'Claire Fontanel',
    title: 'Directrice',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    what: 'L80',
    grants: [client('corvin', 80)],
  },
  {
    first: 'luc',
    home: 'corvin',
    name: 'Luc Marchetti',
    title: 'Chef de cuisine',
    locale: 'fr',
    timeZone: 'Europe/Paris',
    what: 'L10, ends tomorrow',
    grants: [{ ...client('corvin', 10), endsInDays: 1, notes: 'For the kitchen works only.' }],
  },
  {
    first: 'layla',
    home: 'alnoor',
    name: 'ليلى حداد',
    title: 'Facilities director',
    locale: 'ar',
    timeZone: 'Asia/Dubai',
    what: 'L80',
    grants: [client('alnoor', 80)],
  },
  {
    first: 'omar',
    home: 'alnoor',
    name: 'عمر ناصر',
    title: 'Biomedical engineer',
    locale: 'ar',
    timeZone: 'Asia/Dubai',
    what: 'L30',
    grants: [client('alnoor', 30)],
  },
  {
    first: 'grace',
    home: 'harbour',
    name: 'Grace Okonjo',
    title: 'Plant manager',
    locale: 'en',
    timeZone: 'Europe/London',
    what: 'L40',
    grants: [client('harbour', 40)],
  },
  {
    first: 'edith',
    home: 'oldmill',
    name: 'Edith Marsh',
    title: 'Former caretaker',
    locale: 'en',
    timeZone: 'Europe/London',
    what: 'L10, ended',
    grants: [{ ...client('oldmill', 10), endsInDays: -120 }],
  },
  {
    first: 'tom',
    home: 'weaver',
    name: 'Tom Weaver',
    title: 'Potter',
    locale: 'en',
    timeZone: 'Europe/London',
    what: 'L90',
    grants: [client('weaver', 90)],
  },
  {
    first: 'erik',
    home: 'voltparts',
    name: 'Erik Solberg',
    title: 'Key account manager',
    locale: 'en',
    what: 'supplier, L30',
    grants: [supplier('voltparts', 30)],
  },
  {
    first: 'ivy',
    home: 'crane',
    name: 'Ivy Castell',
    title: 'Dispatcher',
    locale: 'en',
    what: 'supplier, L40',
    grants: [supplier('crane', 40)],
  },
  {
    first: 'hana',
    home: 'aquaseal',
    name: 'Hana Dvořáková',
    title: 'Founder',
    locale: 'en',
    what: 'two companies: supplier L40 and client',
    grants: [
      supplier('aquaseal', 40),
      client('aquaseal', 20),
      { ...client('oldmill', 10), notes: 'Keeps the keys of the mill for its owners.' },
    ],
  },
  {
    first: 'jonas',
    home: 'jonaslaw',
    name: 'Jonas Berg',
    title: 'Attorney at law',
    locale: 'en',
    what: 'collaborator on two contracts',
    grants: [{ account: 'jonaslaw', kind: 'collaborator', role: 10 }],
  },
]
