/** The host's people: how they sign in, what is on their cards [A20]. */
export const STAFF = [
  { first: 'nora', name: 'Nora Lindholm', role: 'owner', ticks: [], what: 'owner' },
  { first: 'adam', name: 'Adam Reyes', role: 'admin', ticks: [], what: 'admin' },
  {
    first: 'mila',
    name: 'Mila Hristova',
    role: 'member',
    ticks: ['may_grant_access', 'may_login_as_client'],
    what: 'client manager, may grant access',
  },
  { first: 'petar', name: 'Petar Kovač', role: 'member', ticks: [], what: 'client manager' },
  { first: 'irene', name: 'Irene Castellanos', role: 'member', ticks: ['does_billing'], what: 'accountant' },
  { first: 'victor', name: 'Victor Amadi', role: 'member', ticks: ['does_contracts'], what: 'lawyer' },
  { first: 'sam', name: 'Sam Whitlock', role: 'member', ticks: [], what: 'technician' },
  { first: 'lena', name: 'Lena Brandt', role: 'member', ticks: [], what: 'technician' },
] as const satisfies readonly {
  first: string
  name: string
  role: 'owner' | 'admin' | 'member'
  ticks: readonly Tick[]
  what: string
}[]

type Tick = 'may_grant_access' | 'may_login_as_client' | 'does_billing' | 'does_contracts'
export type StaffName = (typeof STAFF)[number]['first']

/** The companies Northlight works with, and who answers for them. */
export const ACCOUNTS = [
  {
    key: 'rila',
    name: 'Rila Hotels',
    email: 'office@rila.example',
    locale: 'bg',
    customer: true,
    supplier: false,
    answers: 'mila',
  },
  {
    key: 'corvin',
    name: 'Maison Corvin',
    email: 'contact@corvin.example',
    locale: 'fr',
    customer: true,
    supplier: false,
    answers: 'mila',
  },
  {
    key: 'alnoor',
    name: 'Al Noor Clinics',
    email: 'facilities@alnoor.example',
    locale: 'ar',
    customer: true,
    supplier: false,
    answers: 'petar',
  },
  {
    key: 'harbour',
    name: 'Harbour Foods',
    email: 'plant@harbour.example',
    locale: 'en',
    customer: true,
    supplier: false,
    answers: 'petar',
  },
  {
    key: 'oldmill',
    name: 'Old Mill',
    email: 'office@oldmill.example',
    locale: 'en',
    customer: true,
    supplier: false,
    answers: 'petar',
  },
  {
    key: 'weaver',
    name: 'Tom Weaver',
    email: 'tom@weaver.example',
    locale: 'en',
    customer: true,
    supplier: false,
    answers: 'mila',
  },
  {
    key: 'voltparts',
    name: 'VoltParts',
    email: 'sales@voltparts.example',
    locale: 'en',
    customer: false,
    supplier: true,
    answers: 'irene',
  },
  {
    key: 'crane',
    name: 'Crane & Co',
    email: 'hire@crane.example',
    locale: 'en',
    customer: false,
    supplier: true,
    answers: 'irene',
  },
  {
    key: 'aquaseal',
    name: 'AquaSeal',
    email: 'info@aquaseal.example',
    locale: 'en',
    customer: true,
    supplier: true,
    answers: 'petar',
  },
  {
    key: 'jonaslaw',
    name: 'Jonas Berg, Attorney',
    email: 'office@jonaslaw.example',
    locale: 'en',
    customer: false,
    supplier: true,
    answers: 'victor',
  },
] as const satisfies readonly {
  key: string
  name: string
  email: string
  locale: string
  customer: boolean
  supplier: boolean
  answers: StaffName
}[]

export type AccountKey = (typeof ACCOUNTS)[number]['key']

/** Contacts who cannot sign in; `invited`: how many days ago they were sent a link that they have not used. */
export const CONTACTS = [
  {
    key: 'desislava',
    account: 'rila',
    name: 'Десислава Ангелова',
    title: 'Front office',
    email: 'desislava@rila.example',
    invited: 1,
    role: 20,
  },
  {
    key: 'youssef',
    account: 'alnoor',
    name: 'يوسف الأمين',
    title: 'Infection control',
    email: 'youssef@alnoor.example',
    invited: 9,
    role: 10,
  },
  {
    key: 'martin',
    account: 'harbour',
    name: 'Martin Hale',
    title: 'Refrigeration engineer',
    email: 'martin@harbour.example',
    invited: null,
    role: 10,
  },
  {
    key: 'agnes',
    account: 'corvin',
    name: 'Agnès Colbert',
    title: 'Comptable',
    email: 'agnes@corvin.example',
    invited: null,
    role: 40,
  },
  {
    key: 'pavel',
    account: 'voltparts',
    name: 'Pavel Sorin',
    title: 'Warehouse',
    email: 'pavel@voltparts.example',
    invited: null,
    role: 20,
  },
] as const
