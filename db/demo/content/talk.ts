/** Who says a line: a guest of the project (g1, g2), its manager (m) or the technician (t); `team` never reaches a guest. */
export type Voice = 'g1' | 'g2' | 'm' | 't' | 'team'
export type Line = readonly [voice: Voice, text: string]

/** What people of a building-services company and their customers write to each other. */
export const TALKS: readonly (readonly Line[])[] = [
  [
    [
      't',
      'Measured on site today. The opening is 40 mm narrower than on the drawing; I have written the numbers down.',
    ],
    ['g1', 'Thank you. Is that still enough, or do we have to cut?'],
    ['t', 'Enough if we turn the frame by 90°. No cutting.'],
    ['g1', 'Then please go ahead.'],
  ],
  [
    ['g1', 'Could the noisy part be done before ten? We have guests on that floor until Friday.'],
    ['m', 'Yes. Sam starts at seven and keeps the drill for the hours before ten.'],
    ['g1', 'Perfect.'],
  ],
  [
    ['m', 'The delivery is confirmed for Thursday, 07:30, at the back gate. Somebody has to open.'],
    ['g2', 'I will be there with the key.'],
    ['t', 'We bring the pallet truck ourselves.'],
  ],
  [
    ['g1', 'When may we use it again?'],
    ['t', 'It has to dry for 48 hours. Wednesday noon is safe.'],
    ['g1', 'Wednesday noon it is. I have told the others.'],
  ],
  [
    ['t', 'First test done: 6 bar for 30 minutes, no loss. I write the protocol tonight.'],
    ['m', 'Good. Then we can close the ceiling.'],
    ['g1', 'Before you close it, may I take pictures for our own file?'],
    ['m', 'Of course. We wait until noon.'],
  ],
  [
    ['g2', 'There is water on the floor again, below the second valve.'],
    ['t', 'On my way. Please close the blue handle until I am there.'],
    ['t', 'It was the gasket. Exchanged, dry since an hour. I look at it again tomorrow morning.'],
    ['g2', 'Dry this morning too. Thank you for being quick!'],
  ],
  [
    [
      'm',
      'Two ways to do this: the **short route** through the store room, or the long one outside. The short one costs you a shelf.',
    ],
    ['g1', 'Which one is quieter later on?'],
    ['m', 'The long one.'],
    ['g1', 'Then the long one.'],
  ],
  [
    ['g1', 'The inspector wants the data sheet in writing.'],
    ['m', 'It is on its way to you; the maker sends it by Monday.'],
    ['g1', 'Received and passed on.'],
  ],
  [
    ['t', 'The part that came is for the left side. We need the right one.'],
    ['m', 'Ordered again, the supplier takes the wrong one back. Two days.'],
    ['g1', 'Two days are fine as long as the weekend is free.'],
  ],
  [
    ['g1', 'Who has the second key of the plant room?'],
    ['t', 'I have it. I leave it at the reception tonight.'],
  ],
  [
    [
      'm',
      'Please look at the proposal and tell us by Friday which colour it is to be:\n\n- RAL 7016, as the doors\n- RAL 9010, as the walls',
    ],
    ['g1', 'We took a vote. 9010.'],
    ['m', 'Ordered.'],
  ],
  [
    ['t', 'Filters changed, pressure is back at 45 Pa. The old ones were full after six weeks instead of twelve.'],
    ['g2', 'That was the dust from the joiners. They are done now.'],
    ['m', 'Then we stay with twelve weeks and look once in between.'],
  ],
  [
    ['g2', 'The alarm went off at 03:10 and stopped by itself. What was that?'],
    ['t', 'A power dip of 200 ms according to the log. I have set the delay to two seconds, as the maker advises.'],
    ['g2', 'Quiet since then.'],
  ],
  [
    [
      'm',
      'For the record, what we agreed on the phone: the work starts on Monday, the lift stays in use, and the corridor is free by 17:00 each day.',
    ],
    ['g1', 'Agreed.'],
  ],
  [
    ['g1', 'Is it possible to get this done before the holidays?'],
    ['m', 'If the parts come this week, yes. I tell you on Friday either way.'],
    ['m', 'They came. We start on Monday.'],
    ['g1', '🎉'],
  ],
  [
    ['t', 'Drawing and reality differ in axis C: there is a beam. I need a decision before I drill.'],
    ['m', 'We go below the beam, with two more bends. No extra cost.'],
    ['g1', 'Fine with us.'],
  ],
  [
    ['g2', 'Can somebody show the night shift how to reset it?'],
    ['t', 'Tonight at 21:30. It takes ten minutes.'],
    ['g2', 'They understood it at once. A label at the switch would help.'],
    ['t', 'Label is on.'],
  ],
  [
    [
      'm',
      'Your part of the list: power until Tuesday, a free wall of two metres, and somebody who signs for the delivery.',
    ],
    ['g1', 'Power is there, wall is free, and I will sign.'],
  ],
  [
    ['g1', 'One of the panels has a scratch, about a hand long.'],
    ['t', 'Seen. It goes back, the new one comes with the next delivery.'],
    ['g1', 'No hurry, it is behind the door.'],
  ],
  [
    ['t', 'Balanced today. Every circuit is within 5 % of the design flow.'],
    ['g1', 'You can feel it, the corner room is warm for the first time in years.'],
  ],
]

/** The same in the languages of the customers. */
export const TALKS_OF: Record<string, readonly (readonly Line[])[]> = {
  bg: [
    [
      ['g1', 'Здравейте, плочките пристигнаха, но две кутии са счупени.'],
      ['m', 'Благодаря, Ана. Поръчваме нови, ще бъдат при вас в сряда.'],
      ['g2', 'Прегледахме останалото, наред е.'],
    ],
    [
      ['g2', 'Може ли да започнем в понеделник в 8 часа?'],
      ['m', 'Да, екипът ще бъде на място в 7:45.'],
    ],
  ],
  fr: [
    [
      ['g1', 'Bonjour, le voisin du deuxième se plaint du bruit après 22 h.'],
      ['m', 'Bonjour Claire, nous limitons la vitesse à 60 % à partir de 21 h 30 dès ce soir.'],
      ['g1', 'Parfait, merci beaucoup.'],
    ],
    [
      ['g2', 'Est-ce que la hotte tient 400 °C au-dessus du piano ?'],
      ['t', 'Yes, the filters are rated for 450 °C. The maker states it in the data sheet.'],
    ],
  ],
  ar: [
    [
      ['g1', 'صباح الخير، هل يمكن إنهاء العمل قبل بدء العمليات يوم الأحد؟'],
      ['m', 'Good morning Layla. Yes: we finish on Saturday at 18:00 and measure the particles before we leave.'],
      ['g1', 'ممتاز، شكرًا جزيلًا.'],
    ],
    [
      ['g2', 'الضغط في الممر المعقم منخفض منذ الصباح.'],
      ['t', 'Checked: damper 2.14 was half closed. Back at 30 Pa.'],
      ['g2', 'تم التأكد، القراءة الآن 31 باسكال.'],
    ],
  ],
}

/** What the team says among itself. */
export const TEAM_NOTES: readonly string[] = [
  'Between us: the subcontractor was two days late. I do not put that on the invoice.',
  'Margin on this one is thin. Please no more trips with two vans.',
  'Careful with the promise of a date here, the last two slipped.',
  'I would rather offer a new pump than repair this one a third time. Petar, what do you say?',
  'The neighbour is a lawyer. Measure the noise before and after, and keep the papers.',
  'Spare gaskets are in the depot, shelf 14. Take four.',
  'They have not paid the second instalment. Work goes on, but tell Irene before ordering.',
  'Sam is on holiday from the 12th, Lena takes over.',
  'Door code of the site changed. It is on the board in the depot.',
  'The old installer is on site too this week. Be friendly.',
]

/** Steps of a job, in the order in which they are ticked off. */
export const CHECKLISTS: readonly (readonly string[])[] = [
  ['Measure on site', 'Order the parts', 'Agree the day', 'Install', 'Test and write the protocol'],
  [
    'Switch off and secure',
    'Take out the old part',
    'Clean the seat',
    'Fit the new part',
    'Pressure test',
    'Switch on with the customer',
  ],
  ['Drawings checked', 'Delivery complete', 'Pictures before', 'Pictures after'],
  ['Scaffold', 'Permit from the authority', 'Crane booked', 'Road closed', 'Lift', 'Road open again'],
  ['Sample taken', 'Laboratory', 'Result to the customer'],
]

/** What a task says beyond its title. */
export const DESCRIPTIONS: readonly string[] = [
  'As agreed on site. Please keep the area free from **07:00** on the day of the work.',
  'As on the drawing that hangs on site. Open points:\n\n- who opens the gate\n- where the waste goes\n- who signs the protocol',
  'Part of the second stage. Needs two people and half a day.',
  '> “It has never worked properly.”\n\nLet us find out why before anything is exchanged.',
  'The maker’s instructions apply; torque as in table 4. Write the measured values into the protocol.',
  '',
  'Do this outside opening hours. The reception knows.',
]
