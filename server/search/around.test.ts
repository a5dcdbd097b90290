import { expect, it } from 'vitest'
import { around, piecesAround } from './around.ts'
import { wordsIn } from './words.ts'

const shown = (text: string, typed: string) => around(text, wordsIn(typed))
const marked = (text: string, typed: string) => piecesAround(text, wordsIn(typed)).filter((_, nth) => nth % 2 === 1)

it('[F6] [C2] a short text is shown whole, in one line', () => {
  expect(shown(' The tiles\n\nare  here ', 'here')).toBe('The tiles are here')
})

it('[F6] [C2] of a long one a line around the first word that was found, cut between words', () => {
  const text = `${'before it '.repeat(50)}valve ${'behind it '.repeat(50)}`
  const line = shown(text, 'nowhere VALVE')
  expect(line).toMatch(/^…(before|it) .* valve behind .*…$/)
  expect(line.slice(1, -1).split(' ')).toSatisfy((words: string[]) =>
    words.every((word) => ['before', 'it', 'valve', 'behind'].includes(word)),
  )
  expect(line.length).toBeLessThanOrEqual(202)
  expect(shown(text, 'before')).toMatch(/^before it /)
  expect(shown('x'.repeat(500), 'nowhere')).toBe(`${'x'.repeat(200)}…`)
})

it('[F6] [C2] what was found is in it, also within an address that is longer than the line', () => {
  const long = 'x'.repeat(300)
  expect(shown(`https://rila.example/${long}/valve and more`, 'valve')).toBe('…valve and more')
  expect(shown(`see https://rila.example/${long}/valve-${long}`, 'valve')).toMatch(/^…valve-x+…$/)
  expect(shown(`see https://rila.example/valve/${long}`, 'valve')).toMatch(/^see .*valve.x+…$/)
})

it('[F6] [C2] a word is marked where it begins one, whatever the accents, case and script', () => {
  expect(marked('L’Éclairage du hôtel', 'eclair HOTEL')).toEqual(['Éclair', 'hôtel'])
  expect(marked('Мой мойка', 'мои')).toEqual(['Мой', 'мой'])
  expect(marked('أَعمال الصيانة', 'اعمال')).toEqual(['أَعمال'])
  expect(marked('a reheat, heat_pump (heating)', 'heat')).toEqual(['heat', 'heat'])
  expect(marked('whatever', '')).toEqual([])
  const text = 'Ça coûte 100 % de plus'
  expect(piecesAround(text, wordsIn('coute')).join('')).toBe(text)
})

it('[F6] [C2] a word of one or two letters is marked by itself, and where it begins others only if it stands nowhere alone', () => {
  const text = 'And there is a bowl with a crack in it, for apples'
  expect(marked(text, 'bowl with a crack')).toEqual(['a', 'bowl', 'with', 'a', 'crack'])
  expect(marked(text, 'bo')).toEqual(['bo'])
  expect(marked('Ще дойде до дома', 'до')).toEqual(['до'])
  expect(shown(`${'Apples and other things '.repeat(20)}lie in a bowl`, 'a bowl')).toMatch(/^….*lie in a bowl$/)
})
