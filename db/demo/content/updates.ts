import type { StaffName } from './people.ts'

/** What staff posted about a project: days ago, by whom, in Markdown. */
export type DemoUpdate = readonly [daysAgo: number, by: StaffName, text: string]

/** By the projects' keys, newest last. */
export const UPDATES: Readonly<Record<string, readonly DemoUpdate[]>> = {
  spa: [
    [
      196,
      'mila',
      '**We have begun.** The basin is drained and surveyed; the old lining comes off from Monday. The hotel stays open, the pool hall is closed until further notice.',
    ],
    [
      121,
      'sam',
      'The balance tank is tight: 72 hours full, no drop in the level. The circulation pumps are in place and wired.\n\nNext: the air handling unit goes onto the roof on **Tuesday, 06:00**. The car park behind the kitchen must be empty.',
    ],
    [
      47,
      'mila',
      'Where we stand:\n\n- ductwork in the pool hall finished\n- lighting of the basin tested under water\n- two boxes of tiles came chipped, replacements are ordered\n\nThe opening is still planned for the day in the schedule.',
    ],
    [
      6,
      'mila',
      'Tiling goes faster than planned. From you we need **the colour of the grout** by the end of the week; samples lie at the reception.',
    ],
  ],
  boilers: [
    [
      300,
      'mila',
      'Oil plant is out of service, heat comes from the two rented containers. Chimney work begins next week.',
    ],
    [
      88,
      'lena',
      'Boiler 1 runs on the new controls and carries the whole house. Measured efficiency on the first cold night: **97.4 %**.',
    ],
    [
      11,
      'mila',
      'Boiler 2 is connected. The night shift is trained; the handover file follows with the protocols of the last week.',
    ],
  ],
  upkeep: [
    [
      340,
      'petar',
      'Second quarter done: no unplanned stop. Compressor 4 is watched more closely, its vibration is near the limit.',
    ],
    [152, 'petar', 'The year is complete. The report for the insurer is on its way to you, with all protocols.'],
  ],
  lift: [
    [
      305,
      'petar',
      'The mill has closed; we stop here. What was ordered goes back to the maker, the scaffold comes down this week.',
    ],
  ],
  studio: [
    [
      40,
      'mila',
      'The grid operator has the request and answers within 60 days. Until then we can do nothing that needs power.',
    ],
  ],
  showroom: [[3, 'petar', 'Measured and drawn. The radiators can be chosen now, two kinds fit beneath the windows.']],
}

/** For projects that have none of their own: one when they began, one a while later. */
export const USUAL = [
  'The site is set up and everybody knows the way in. Questions about access go to the manager of this project.',
  'Half of it is behind us. What is open, and who it waits for, is in the tasks.',
] as const
