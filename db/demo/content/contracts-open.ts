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
    talk: [
      [
        'victor',
        'This is the text for 2027. New against last year: clause 3 names the response times, clause 6 the summer closing of the spa.',
      ],
      ['ana', 'Four hours at night is long when the pool alarm goes off. Can we have two?'],
      ['victor', 'Two hours for the pool and the boilers, four for the rest. I change clause 3 accordingly.'],
      [
        'jonas',
        'From the side of the hotel: please add that the log of each visit is handed over within five working days.',
      ],
      ['victor', 'Added as the second sentence of clause 4.'],
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
    talk: [
      ['claire', 'J’ai retiré mon accord : la date de fin n’est plus la bonne.'],
      ['victor', 'You are right, the date moves to the 20th. The new text is in place.'],
      ['claire', 'Merci, je relis ce soir.'],
    ],
  },
]
