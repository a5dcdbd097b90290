import { CONTRACTS } from './content/contracts.ts'
import { ACCOUNTS } from './content/people.ts'
import type { Said } from './feed.ts'
import { accountId, contractId, partyOf, staffPerson, type Person } from './ids.ts'
import { pictureOf, pageOf } from './papers.ts'
import { daysAgo } from './part.ts'
import { chanceOf, idOf } from './seed.ts'
import type { DemoTask } from './tasks.ts'

interface Paper {
  name: string
  mediaType: string
  /** Made when it is asked for: a picture takes a moment. */
  content: () => Buffer
}

/** A file on a task or contract, and who put it there. */
export interface Attached {
  id: string
  about: { task_id: string } | { contract_id: string }
  paper: Paper
  by: Person
  /** Of the external who uploaded it; null for staff. */
  account: string | null
  at: Date
}

const STEMS = ['survey', 'protocol', 'data-sheet', 'pictures', 'measurements', 'sketch'] as const

function paperOf(about: string, stem: string, name: string): Paper {
  const chance = chanceOf(`paper ${about} ${stem}`)
  if (stem === 'pictures' || stem === 'sketch')
    return { name: `${name}.png`, mediaType: 'image/png', content: () => pictureOf(chance) }
  const lines = [
    `${stem.replace('-', ' ')}: ${about}`,
    'Northlight Building Services',
    ...Array.from(
      { length: 8 },
      (_, nth) =>
        `${String(nth + 1)}. Point ${String(nth + 1)}: ${(chance.next() * 60).toFixed(1)} measured, ${(chance.next() * 60).toFixed(1)} wanted`,
    ),
  ]
  if (stem === 'measurements')
    return { name: `${name}.txt`, mediaType: 'text/plain', content: () => Buffer.from(`${lines.join('\n')}\n`) }
  return { name: `${name}.pdf`, mediaType: 'application/pdf', content: () => pageOf(lines) }
}

/** Up to three files on every third task, from people who are in it. */
export function onTasks(tasks: readonly DemoTask[], now: Date): Attached[] {
  return tasks.flatMap((task): Attached[] => {
    const chance = chanceOf(`files ${task.key}`)
    const isFirst = task.project.tasks[0] === task.title
    if (task.status === 'draft' || (!isFirst && !chance.chance(0.3))) return []
    const people = [task.assignee, ...task.participants].filter((one): one is Person => one !== null)
    return chance.some(STEMS, isFirst ? 3 : chance.between(1, 2)).map((stem, which): Attached => {
      const by = people.length > 0 ? chance.pick(people) : task.author
      const name = `${stem} ${task.title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}`.slice(0, 60)
      return {
        id: idOf('attachment', `${task.key}/${stem}`),
        about: { task_id: task.id },
        by,
        account: by.grantId ? accountId(task.project.account) : null,
        at: daysAgo(now, Math.max(task.made - 1 - which, 0), 13, 10 + which * 3),
        paper: paperOf(task.title, stem, name),
      }
    })
  })
}

/** Files as the feed of their task or contract tells of them. */
export const saidOf = (attached: readonly Attached[]): Said[] =>
  attached.map(({ id, about, paper, by, at }) => ({
    stream: 'task_id' in about ? `task:${about.task_id}` : `contract:${about.contract_id}`,
    at,
    authorId: by.userId,
    authorGrantId: by.grantId,
    happened: { what: 'file_added', attachmentId: id, text: paper.name },
  }))

/** The price list on every contract, and what the other side says to it. */
export function onContracts(now: Date): Attached[] {
  return CONTRACTS.flatMap((one): Attached[] => {
    const made = (stem: string, name: string, by: Person, account: string | null, day: number): Attached => ({
      id: idOf('attachment', `${one.key}/${stem}`),
      about: { contract_id: contractId(one.key) },
      paper: paperOf(one.title, stem, name),
      by,
      account,
      at: daysAgo(now, day, 11, 20),
    })
    const office = staffPerson(one.owner)
    const guest = [...one.reviewers, ...one.approvers].find(
      (first) => partyOf(first, one.account).grantId !== null && first !== 'jonas',
    )
    const party = guest ? partyOf(guest, one.account) : null
    const account = ACCOUNTS.find(({ key }) => key === one.account)
    return [
      made('price-list', 'Annex 1 price list', office, null, one.made),
      ...(one.annexes ?? []).map((name) => made(name, name, office, null, one.made)),
      ...(party && account && one.status !== 'draft' && one.status !== 'requested'
        ? [
            made(
              'measurements',
              `Comments of ${account.name}`,
              party,
              accountId(one.account),
              Math.max(one.made - 5, 0),
            ),
          ]
        : []),
    ]
  })
}
