import type { AccountKey, StaffName } from './people.ts'

/** Notes on accounts; one account has shared and unshared ones beside each other [E8]. */
export const NOTES: readonly {
  account: AccountKey
  by: StaffName
  daysAgo: number
  shared: boolean
  body: string
  /** A text file that comes with it. */
  file?: { name: string; text: string }
}[] = [
  {
    account: 'rila',
    by: 'mila',
    daysAgo: 210,
    shared: true,
    body: 'Access to the plant rooms: keys are at the front desk, **before 16:00**. The spa plant room needs the second key.',
    file: {
      name: 'Plant rooms and keys.txt',
      text: 'Boiler room: key 4\nSpa plant room: keys 4 and 7\nRoof: key 9, sign the book\n',
    },
  },
  {
    account: 'rila',
    by: 'mila',
    daysAgo: 74,
    shared: false,
    body: 'Ana decides up to 5,000, above that Vera. Kalin reads everything but answers nothing: call.',
  },
  {
    account: 'rila',
    by: 'petar',
    daysAgo: 33,
    shared: true,
    body: 'Agreed with Ana: no drilling between 13:00 and 15:00 while guests are at the pool.',
  },
  {
    account: 'rila',
    by: 'irene',
    daysAgo: 12,
    shared: false,
    body: 'Pays on the last Friday of the month. Reminders go to accounting, not to Ana.',
  },
  {
    account: 'corvin',
    by: 'mila',
    daysAgo: 120,
    shared: true,
    body: 'Livraisons par la cour, rue des Tanneurs. Le quai est fermé le mercredi.',
  },
  {
    account: 'alnoor',
    by: 'petar',
    daysAgo: 58,
    shared: true,
    body: 'العمل في الطابق الثاني مسموح به بعد الساعة السادسة مساءً فقط.',
  },
  {
    account: 'oldmill',
    by: 'petar',
    daysAgo: 160,
    shared: false,
    body: 'No work since the spring. Ask again before winter; Edith prefers a call.',
  },
]

/** What is known of some accounts beside their names [A1]. */
export const DETAILS: readonly {
  account: AccountKey
  isPerson: boolean
  phone: string
  website: string | null
  address: string
}[] = [
  {
    account: 'rila',
    isPerson: false,
    phone: '+359 2 555 0100',
    website: 'https://rila.example',
    address: 'бул. Витоша 112\n1463 София',
  },
  {
    account: 'corvin',
    isPerson: false,
    phone: '+33 1 55 50 01 10',
    website: 'https://corvin.example',
    address: '14 rue des Tanneurs\n69003 Lyon',
  },
  {
    account: 'alnoor',
    isPerson: false,
    phone: '+971 4 555 0120',
    website: 'https://alnoor.example',
    address: 'شارع الشيخ زايد ٢١\nدبي',
  },
  { account: 'weaver', isPerson: true, phone: '+44 20 5550 0130', website: null, address: '3 Mill Lane\nBakewell' },
  {
    account: 'jonaslaw',
    isPerson: true,
    phone: '+49 30 5550140',
    website: 'https://jonaslaw.example',
    address: 'Torstraße 80\n10119 Berlin',
  },
]
