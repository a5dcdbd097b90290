import { expect, it } from 'vitest'
import { Licence } from './licence.ts'

/** Asks for some positions and then takes some chunks; answers which of the chunks were accounted for. */
function play(asked: number[], chunks: [from: number, to: number][]): boolean[] {
  const licence = new Licence()
  for (const after of asked) licence.asked(after)
  return chunks.map(([from, to]) => licence.take(from, to))
}

it('[X8] chunks that follow one another are accounted for by the one wish they answer', () => {
  expect(play([0], [[0, 3], [3, 4], [4, 9]])).toEqual([true, true, true]) // prettier-ignore
})

it('[X8] what is told a second time without being asked for is noticed, also where it had once been asked for', () => {
  expect(play([0], [[0, 3], [0, 3]])).toEqual([true, false]) // prettier-ignore
  expect(play([0, 0], [[0, 3], [0, 3], [0, 3]])).toEqual([true, true, false]) // prettier-ignore
})

it('[X8] a wish that crossed news on its way is answered from where it said', () => {
  expect(play([5, 3], [[5, 8], [3, 8], [8, 9]])).toEqual([true, true, true]) // prettier-ignore
})

it('[X8] a gap, and a stream that nobody asked for, are noticed', () => {
  expect(play([0], [[0, 3], [4, 5]])).toEqual([true, false]) // prettier-ignore
  expect(play([], [[0, 1]])).toEqual([false])
})
