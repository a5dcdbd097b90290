import { beforeEach, expect, it } from 'vitest'
import { now } from '../cluster/clock.ts'
import { check } from './check.ts'
import { History, type Attempt, type Handout, type Word } from './history.ts'
import type { Kept } from './kept.ts'
import { Switch } from './switch.ts'
import type { Person } from './world.ts'

const STREAM = 'task:one'
const ana = { name: 'Ana', kind: 'client' } as Person

let history: History
let right: Switch

beforeEach(() => {
  history = new History()
  right = new Switch('her part in it', () => Promise.resolve())
})

/** What is wrong when the database holds these: two comments, and the files given. */
function wrongWith(kept: Partial<Kept> = {}): string[] {
  const events = new Map([
    [
      STREAM,
      [
        { seq: 1, sentId: 'a', old: true },
        { seq: 2, sentId: 'b', old: false },
      ],
    ],
  ])
  const none = { comments: new Map(), attachments: new Map(), contents: new Set<string>(), arriving: 0 }
  const needs = (_: unknown, what: string) => (what === 'old' ? [] : [right])
  return check(history, { needs }, { ...none, events, ...kept })
}

const both = [
  { seq: 1, sentId: 'a' },
  { seq: 2, sentId: 'b' },
]
const handed = (more: Partial<Handout> = {}) =>
  history.handouts.push({ who: ana, stream: STREAM, from: 0, to: 2, facts: both, at: now(), ...more })
const tried = (more: Partial<Attempt>) => {
  const at = now()
  history.attempts.push({
    who: ana,
    what: 'post',
    stream: STREAM,
    begun: at,
    ended: at,
    status: 200,
    body: '',
    given: [],
    ...more,
  })
}
const told = (more: Partial<Word>) =>
  history.words.push({
    who: ana,
    stream: STREAM,
    what: 'rights',
    watchedSince: now(),
    at: now(),
    heard: now(),
    ...more,
  })

it('[A0] what is as the rules allow is not blamed', async () => {
  handed()
  told({ abilities: { 'task.comment': null } })
  await right.set(false)
  told({ what: 'lost', at: null })
  tried({ status: 404 })
  expect(wrongWith()).toEqual([])
})

it.each<[string, Partial<Handout>]>([
  ['a number is missing', { facts: both.slice(1) }],
  ['a number is doubled', { facts: [...both, ...both.slice(1)] }],
  ['numbers are not in order', { facts: both.toReversed() }],
  ['a comment is another', { facts: [both[0] ?? { seq: 1, sentId: 'a' }, { seq: 2, sentId: 'c' }] }],
  ['a number was never given out', { to: 3, facts: [...both, { seq: 3, sentId: null }] }],
])('[X8] it is noticed that %s', (_, more) => {
  handed(more)
  expect(wrongWith()).toHaveLength(1)
})

it('[A0] it is noticed that news, an answer or a word about a right left a node after “Saved”', async () => {
  await right.set(false)
  handed()
  tried({ what: 'download', status: null, given: [now()] })
  told({ abilities: { 'task.comment': null } })
  expect(wrongWith()).toEqual([
    expect.stringContaining('news of task:one handed over after “Saved”'),
    expect.stringContaining('rights of task:one handed over after “Saved”'),
    expect.stringContaining('told after “Saved” that task.comment is open'),
    expect.stringContaining('download on task:one handed over after “Saved”'),
  ])
})

it('[D4] a word that it is closed may be as old as a passage when it was just opened, and no older', async () => {
  await right.set(false)
  await right.set(true)
  told({ abilities: { 'task.comment': 'comments_closed_portal' } })
  expect(wrongWith()).toEqual([])
  const later = now() + 1000
  told({ at: later, heard: later, abilities: { 'task.comment': 'comments_closed_portal' } })
  expect(wrongWith()).toEqual([expect.stringContaining('told that task.comment is closed')])
})

it('[A0] nothing is proven where it is not known when things left', () => {
  history.frame('line', 0, () => undefined)
  history.settle()
  expect(wrongWith()).toEqual([expect.stringContaining('of only 0 %')])
})

it('[D4] it is noticed that a refused file is in a row or in the folder, and that a taken one is lost', async () => {
  tried({ what: 'upload', status: 201, hash: 'lost' })
  await right.set(false)
  tried({ what: 'upload', status: 403, hash: 'kept' })
  expect(wrongWith({ attachments: new Map([['kept', 1]]), contents: new Set(['kept']) })).toEqual([
    'Ana: a file on task:one that was answered is lost',
    'Ana: a file on task:one that was refused has a row',
    'Ana: a file on task:one that was refused lies in the folder',
  ])
})

it('[A0] a Save of which nobody knows may be in force or not, until one that is known overtakes it', async () => {
  const lost = new Switch('lost', () => Promise.reject(new Error('the line broke')))
  const before = now()
  expect(await lost.set(false)).toBe('unknown')
  expect([true, false].map((open) => lost.throughout(open, now(), now()))).toEqual([false, false])
  expect(lost.throughout(true, before - 1, before - 1)).toBe(true)
})
