import type { DemoContract } from './contract.ts'

/** Those that people talk about right now. */
export const OPEN: readonly DemoContract[] = [
  {
    key: 'rila-maintenance',
    title: 'Maintenance 2027',
    account: 'rila',
    owner: 'victor',
    status: 'in_review',
    made: 26,
    reviewers: ['ana', 'jonas'],
    approvers: ['boris', 'vera'],
    approved: [],
    subject: 'the yearly maintenance of heating, ventilation and pool technology in both hotels',
    signers: ['kalin'],
    clauses: {
      3: 'A fault of the pool or the boilers is answered within **two hours**, day and night, any other that stops the use of a building within **four hours**. Each is looked at on the same day; everything else is done on the next working day.',
      4: 'Each visit ends with a protocol: what was found, what was done, what was measured. The log of each visit is handed over within five working days. Both are kept in the portal for Rila Hotels to read.',
      6: 'Rila Hotels gives access to the rooms at the agreed hours. A visit that fails for lack of access is charged with half its price. While the spa is closed in summer, its plant room is open to Northlight every working day.',
      7: "Either side may end this contract with three months' notice to the end of a quarter, in writing. A danger to guests is reported to the other side within 48 hours. What was begun is finished.",
    },
    // Jonas asked for a number in clause 7 in his own conversation with Victor.
    changed: [1190],
    talk: [
      [
        'victor',
        'This is the text for 2027. New against last year: clause 3 names the response times, clause 6 the summer closing of the spa.',
      ],
      ['ana', 'Four hours at night is long when the pool alarm goes off. Can we have two?'],
      [
        'victor',
        'Two hours for the pool and the boilers, four for the rest. I change clause 3 accordingly.',
        { changes: 'after' },
      ],
      [
        'jonas',
        'From the side of the hotel: please add that the log of each visit is handed over within five working days.',
      ],
      ['victor', 'Added as the second sentence of clause 4.', { changes: 'before' }],
      ['boris', 'Прочетох го, за мен е наред.'],
    ],
  },
  {
    key: 'alnoor-frame',
    title: 'Framework agreement clinics',
    account: 'alnoor',
    owner: 'victor',
    status: 'awaiting_approval',
    made: 41,
    reviewers: ['omar'],
    approvers: ['victor', 'layla', 'nora'],
    approved: ['victor'],
    subject: 'air handling, medical gas alarms and monitoring in two clinics, for three years',
    annexes: ['Annex 2 numbers on call'],
    talk: [
      ['layla', 'Who is called when the pressure alarm comes at night?'],
      ['victor', 'The number in annex 2, staffed around the clock. Petar is the second line.'],
      ['layla', 'شكرًا، هذا واضح الآن.'],
    ],
  },
  {
    key: 'corvin-kitchen',
    title: 'Contrat de travaux, cuisine',
    account: 'corvin',
    owner: 'victor',
    status: 'awaiting_approval',
    made: 33,
    reviewers: ['luc'],
    approvers: ['claire', 'nora'],
    approved: [],
    withdrawn: 'claire',
    subject: 'ventilation, gas and refrigeration of the new kitchen',
    clauses: {
      3: 'The kitchen is handed over **ten weeks** after the first day of work on site. A fault that stops the kitchen is answered within **four hours** and looked at on the same day.',
    },
    talk: [
      ['claire', 'J’ai retiré mon accord : le délai de huit semaines n’est plus le bon.', { at: [2, 18] }],
      ['victor', 'You are right, it takes ten weeks. The new text is in place.', { at: [1, 10], changes: 'before' }],
      ['claire', 'Merci, je relis ce soir.', { at: [1, 11] }],
    ],
  },
]
