import type { AccountKey, StaffName } from './people.ts'

/** Somebody's first name, what they write, and how many lines up the line stands that they reply to. `@first` mentions. */
export type Message = readonly [who: string, text: string, replyUp?: number]

interface Talk {
  account: AccountKey
  /** The project it is about. */
  project?: string
  /** The two of a direct one. */
  between?: readonly [guest: string, staff: StaffName]
  /** Minutes before now at which the last line was written. */
  ended: number
  /** Whoever has not read so many of the last lines. */
  unread?: Record<string, number>
  closed?: boolean
  lines: readonly Message[]
}

/** What people of the demo say to each other outside of tasks and contracts. */
export const CONVERSATIONS: readonly Talk[] = [
  {
    account: 'rila',
    ended: 14,
    unread: { ana: 2, boris: 5, vera: 6, kalin: 9 },
    lines: [
      [
        'mila',
        'Good morning! From now on everything that is about Rila as a whole goes here. Tasks keep their own comments.',
      ],
      ['ana', 'Чудесно. Така ще виждаме и Борис, и аз едно и също.'],
      ['boris', 'Добро утро. Кога идват хората за вентилацията?'],
      ['mila', 'On Thursday at 08:00. @boris, could you open the east gate?'],
      ['boris', 'Да, ще бъда там с ключа.', 1],
      ['vera', 'Колеги, от понеделник имаме група от 80 души. Моля без шум преди десет.'],
      ['mila', 'Noted, @vera. Sam moves the drilling to the afternoon.', 1],
      ['ana', 'Благодаря! Ще кажа и на рецепцията.'],
      ['mila', 'The inspector confirmed **14 May**. Papers are with Victor.'],
      ['mila', 'One more thing: the tiles for the small pool come in two pallets, the second one a day later.'],
    ],
  },
  {
    account: 'corvin',
    ended: 190,
    unread: { mila: 1, luc: 2 },
    lines: [
      ['claire', 'Bonjour Mila, la hotte fait de nouveau ce bruit, surtout le soir.'],
      ['mila', 'Bonjour Claire. Sam passes by tomorrow before you open; he brings the bearing.'],
      ['luc', 'Est-ce qu’on peut garder le passe-plat ouvert pendant ce temps ?'],
      ['mila', 'Yes, @luc, only the left side is closed for half an hour.', 1],
      ['claire', 'Parfait. Merci d’avoir réagi si vite !'],
      ['luc', 'Le bruit a disparu. On entend enfin la salle…'],
      ['claire', 'Ma cliente de la 4 vous remercie aussi 😄', 1],
    ],
  },
  {
    account: 'alnoor',
    ended: 1500,
    unread: { petar: 1 },
    lines: [
      ['layla', 'صباح الخير. هل يمكن تأجيل زيارة الغد إلى الساعة العاشرة؟'],
      ['petar', 'Good morning Layla, ten o’clock is fine for us.'],
      ['omar', 'سأكون في غرفة التحكم. الفلاتر الجديدة وصلت.'],
      ['petar', 'Very good. @omar, please do not unpack them before we are there.', 1],
      ['omar', 'حسنًا، ستبقى في صناديقها.'],
      ['layla', 'شكرًا لكما. نراكم غدًا إن شاء الله.'],
    ],
  },
  {
    account: 'harbour',
    ended: 4200,
    lines: [
      ['grace', 'Morning all. The cold store alarm was quiet all weekend. I sleep again.'],
      ['petar', 'That is what we like to hear.'],
      ['grace', 'Could you send me the dates for the summer inspections?'],
      ['petar', 'You have them on Friday.', 1],
    ],
  },
  {
    account: 'weaver',
    ended: 8800,
    lines: [
      ['tom', 'The kiln room is warm and dry. I made the first pots for your office.'],
      ['mila', 'We will come and fetch them ourselves!'],
    ],
  },
  {
    account: 'oldmill',
    ended: 180_000,
    closed: true,
    lines: [
      ['hana', 'The owners have no plans for this year. I keep the keys.'],
      ['petar', 'Thank you, Hana. I close this here; write to me at AquaSeal if anything comes up.'],
    ],
  },
  {
    account: 'voltparts',
    ended: 2900,
    lines: [
      ['erik', 'The 63 A breakers are back in stock. Shall I put twelve aside for you?'],
      ['irene', 'Yes please, until the end of the month.'],
      ['erik', 'Done. They are on shelf N7 with your name.'],
    ],
  },
  {
    account: 'corvin',
    project: 'kitchen',
    ended: 640,
    lines: [
      ['sam', 'Extraction is balanced: 2,900 m³/h out, 2,750 in. The door opens by itself no more.'],
      ['claire', 'Formidable ! On peut cuisiner vendredi ?'],
      ['mila', 'Friday is safe.', 1],
      ['luc', 'Je prépare la carte alors.'],
    ],
  },
  {
    account: 'alnoor',
    project: 'cleanrooms',
    ended: 3100,
    lines: [
      ['lena', 'Room 2 passed at 15 Pa. Room 3 follows tomorrow.'],
      ['omar', 'ممتاز! هل أحتاج إلى إيقاف الأجهزة؟'],
      ['lena', 'Only the two incubators, from nine to eleven.', 1],
      ['petar', '@layla, the report goes to the authority next week.'],
      ['layla', 'أرسلوه لي أولًا من فضلكم.', 1],
    ],
  },
  {
    account: 'harbour',
    project: 'coldstore',
    ended: 5200,
    lines: [
      ['sam', 'Evaporator 3 is defrosted and holds −22 °C.'],
      ['grace', 'Great, I move the fish back at noon.'],
    ],
  },
  {
    account: 'rila',
    between: ['ana', 'mila'],
    ended: 45,
    unread: { ana: 1 },
    lines: [
      ['ana', 'Мила, може ли да говорим за бюджета, преди да пиша на всички?'],
      ['mila', 'Of course. Tell me the number you need to stay under.'],
      ['ana', '48 000. Повече няма да мине.'],
      [
        'mila',
        'Then we take the second variant and keep the stone floor for next year. I write it down for you today.',
        1,
      ],
    ],
  },
  {
    account: 'corvin',
    between: ['claire', 'mila'],
    ended: 2000,
    lines: [
      ['claire', 'Entre nous : Luc nous quitte bientôt, son accès peut s’arrêter.'],
      ['mila', 'It ends by itself this week. Thank you for telling me.'],
    ],
  },
  {
    account: 'weaver',
    between: ['tom', 'mila'],
    ended: 25,
    unread: { mila: 2 },
    lines: [
      ['mila', 'Tom, are you in on Thursday? I would bring the handover papers.'],
      ['tom', 'All day. Coffee at three?'],
      ['tom', 'And there is a bowl with a crack in it that I would like to give to you. It holds apples, not soup.'],
    ],
  },
  {
    account: 'jonaslaw',
    between: ['jonas', 'victor'],
    ended: 1200,
    lines: [
      ['jonas', 'Clause 7 of the maintenance contract still says “immediately”. I would rather see a number.'],
      ['victor', '48 hours, then. I change it today.'],
      ['jonas', 'Thank you. Otherwise it reads well.'],
    ],
  },
]

/** The project whose people have written most, over months. */
export const LONG = {
  project: 'spa',
  account: 'rila',
  voices: { g1: 'ana', g2: 'boris', m: 'mila', t: 'sam', team: null },
  messages: 300,
  days: 120,
  unread: { mila: 4, boris: 12 },
} as const
