import type { Person } from '#server/feed/people.ts'

/** The space that the picker put behind a name, where a sentence goes on or ends with a sign. */
const SPACE_BEFORE_SIGN = /(@\[[0-9a-f-]{36}\]) (?=[,.;!?](?:\s|$))/gi

/** What was typed, with `@[id]` in place of the names that were picked: longest first, so that “@Ana Petrova” is not taken for “@Ana”. */
export function withTokens(typed: string, mentions: Record<string, string>): string {
  const names = Object.keys(mentions).sort((a, b) => b.length - a.length)
  const text = names.reduce((all, name) => all.replaceAll(`@${name}`, `@[${mentions[name] ?? ''}]`), typed)
  return text.replace(SPACE_BEFORE_SIGN, '$1')
}

/** Who of a feed's people can be mentioned by one of them. */
export const mentionable = (people: readonly Person[], me: { id: string }, teamOnly: boolean): Person[] =>
  people.filter(({ id, kind }) => id !== me.id && (!teamOnly || kind === 'staff'))

/** Whose name stands behind an `@` in full, though nobody picked it; of two who are called alike neither: nobody knows who is meant. */
export function namedInFull(typed: string, people: readonly Person[]): Record<string, string> {
  const alone = people.filter(({ id, name }) => people.every((other) => other.id === id || other.name !== name))
  return Object.fromEntries(alone.filter(({ name }) => isNamed(typed, name)).map(({ id, name }) => [name, id]))
}

function isNamed(typed: string, name: string): boolean {
  const [before = '', ...parts] = typed.split(`@${name}`)
  const begins = (text: string) => text === '' || /[\s(]$/.test(text)
  return parts.some((after, nth) => begins(parts[nth - 1] ?? before) && !/^[\p{L}\p{M}\p{N}]/u.test(after))
}

/** The other way round, for a field to write in: the text with names, and whom they stand for. */
export function withoutTokens(
  body: string,
  nameOf: (id: string) => string | undefined,
): { body: string; mentions: Record<string, string> } {
  const mentions: Record<string, string> = {}
  const text = body.replace(/@\[([0-9a-f-]{36})\]/gi, (token, id: string) => {
    const name = nameOf(id.toLowerCase())
    if (name === undefined) return token
    mentions[name] = id.toLowerCase()
    return `@${name}`
  })
  return { body: text, mentions }
}

/** The mention that is being typed before the caret: where its `@` stands, and what follows it. */
export function mentionAt(text: string, caret: number): { start: number; query: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{M}\p{N}.'’-]*(?: [\p{L}\p{M}\p{N}.'’-]*)?)$/u.exec(text.slice(0, caret))
  const query = found?.[1]
  return query === undefined ? null : { start: caret - query.length - 1, query }
}

/** Cyrillic letters as Bulgarian passports write them (Transliteration Act, 2009), and those of its neighbours. */
const LATIN: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm' },
  ...{ н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'h', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'sht' },
  ...{ ъ: 'a', ь: 'y', ю: 'yu', я: 'ya', ё: 'e', ы: 'y', э: 'e', є: 'ye', і: 'i', ї: 'yi', ј: 'j', љ: 'lj', њ: 'nj' },
  ...{ ђ: 'dj', ћ: 'c', џ: 'dz' },
}

/** As somebody writes it who has other keys: Latin letters without marks. */
const plainly = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFC')
    .replace(/\p{Script=Cyrillic}/gu, (letter) => LATIN[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

/** The name that is being typed, where nobody is called so; the first letter says little, and what comes after a name is no part of it. */
export function nobodyFits(people: readonly Person[], query: string): string | null {
  const [name = ''] = query.split(' ')
  return name.length > 1 && fitting(people, name).length === 0 ? name : null
}

/** Who fits what was typed: a word of the name begins so, in whichever of the two scripts each is written. */
export function fitting(people: readonly Person[], query: string): Person[] {
  const wanted = plainly(query.trim())
  return people.filter(({ name }) => ` ${plainly(name)}`.includes(` ${wanted}`)).slice(0, 6)
}
