import { ACCOUNTS } from './content/people.ts'
import { TALKS, TALKS_OF, TEAM_NOTES, type Line } from './content/talk.ts'
import type { Said } from './feed.ts'
import { daysAgo } from './part.ts'
import { chanceOf, type Chance } from './seed.ts'
import { staffPerson, type Person } from './ids.ts'
import type { DemoTask, Status } from './tasks.ts'

const MINUTE = 60_000

/** Everything that was said and done on a task, from the day it was made until it was closed, or this morning. */
export function talkOf(task: DemoTask, now: Date): Said[] {
  const chance = chanceOf(`talk ${task.key}`)
  const stream = `task:${task.id}`
  const happened = (at: Date, by: Person, what: Record<string, unknown>): Said => ({
    stream,
    at,
    authorId: by.userId,
    authorGrantId: by.grantId,
    happened: what,
  })
  const made = daysAgo(now, task.made, 8, chance.between(0, 50))
  const manager = staffPerson(task.project.manager)
  const added = [...(task.assignee ? [task.assignee] : []), ...task.participants].filter(
    (one) => one.userId !== task.author.userId,
  )
  return [
    happened(made, task.author, { what: 'created' }),
    ...(added.length > 0
      ? [
          happened(new Date(made.getTime() + 2 * MINUTE), task.author, {
            what: 'people_added',
            people: added.map(({ userId }) => userId),
            to: 'participant',
          }),
        ]
      : []),
    ...movesOf(task, chance).map(({ day, from, to, by }) =>
      happened(daysAgo(now, day, 15, chance.between(0, 59)), by, { what: 'moved', from, to }),
    ),
    ...(task.status === 'draft' ? [] : conversationsOf(task, chance, now)),
    ...(chance.chance(0.35)
      ? [
          {
            stream: `${stream}/team`,
            at: daysAgo(now, Math.max(task.made - 1, 0), 12, 5),
            authorId: manager.userId,
            authorGrantId: null,
            body: chance.pick(TEAM_NOTES),
          },
        ]
      : []),
  ]
}

interface Move {
  day: number
  from: Status
  to: Status
  by: Person
}

const WAY: Record<Status, readonly Status[]> = {
  draft: ['draft'],
  new: ['new'],
  in_progress: ['new', 'in_progress'],
  ready_for_review: ['new', 'in_progress', 'ready_for_review'],
  done: ['new', 'in_progress', 'ready_for_review', 'done'],
  declined: ['new', 'declined'],
  on_hold: ['new', 'in_progress', 'on_hold'],
  cancelled: ['new', 'cancelled'],
}

/** The way to where the task is now; what only staff may do was done by the manager [B5]. */
function movesOf(task: DemoTask, chance: Chance): Move[] {
  const manager = staffPerson(task.project.manager)
  let day = task.made
  return WAY[task.status].slice(1).map((to, nth) => {
    const from = WAY[task.status][nth] ?? 'new'
    day = Math.max(day - chance.between(1, 6), 0)
    const assignees = to === 'in_progress' || to === 'ready_for_review'
    return { day, from, to, by: assignees ? (task.assignee ?? manager) : manager }
  })
}

/** One to three conversations in which only people speak who are in the task. */
function conversationsOf(task: DemoTask, chance: Chance, now: Date): Said[] {
  const guests = [task.assignee, ...task.participants].filter(
    (one): one is Person => one !== null && one.grantId !== null,
  )
  const technician =
    [task.assignee, ...task.participants].find((one) => one !== null && one.grantId === null) ??
    staffPerson(task.project.team[0] ?? task.project.manager)
  const speakers: Record<Line[0], Person | undefined> = {
    g1: guests[0],
    g2: guests[1] ?? guests[0],
    m: staffPerson(task.project.manager),
    t: technician,
    team: undefined,
  }
  const locale = ACCOUNTS.find((account) => account.key === task.project.account)?.locale ?? 'en'
  const usual = chance.some(TALKS, chance.between(1, 3))
  const local = chance.chance(0.4) ? chance.some(TALKS_OF[locale] ?? [], 1) : []
  const closed = task.status === 'done' || task.status === 'cancelled' || task.status === 'declined'
  return [...usual, ...local].flatMap((talk) => {
    const day = Math.max(task.made - chance.between(1, closed ? 14 : Math.max(task.made, 1)), 0)
    let at = daysAgo(now, day, chance.between(7, 13), chance.between(0, 59)).getTime()
    return talk.flatMap(([voice, body]): Said[] => {
      const who = speakers[voice]
      at += chance.between(2, 38) * MINUTE
      const said = new Date(at)
      return who && said < now
        ? [{ stream: `task:${task.id}`, at: said, authorId: who.userId, authorGrantId: who.grantId, body }]
        : []
    })
  })
}
