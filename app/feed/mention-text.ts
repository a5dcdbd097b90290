import type { Person } from '#server/feed/people.ts'

/** The space that the picker put behind a name, where a sentence goes on or ends with a sign. */
const SPACE_BEFORE_SIGN = /(@\[[0-9a-f-]{36}\]) (?=[,.;!?](?:\s|$))/gi

/** What was typed, with `@[id]` in place of the names that were picked: longest first, so that “@Ana Petrova” is not taken for “@Ana”. */
export function withTokens(typed: string, mentions: Record<string, string>): string {
  const names = Object.keys(mentions).sort((a, b) => b.length - a.length)
  const text = names.reduce((all, name) => all.replaceAll(`@${name}`, `@[${mentions[name] ?? ''}]`), typed)
  return text.replace(SPACE_BEFORE_SIGN, '$1')
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

/** Who fits what was typed: a word of the name begins so. */
export function fitting(people: readonly Person[], query: string): Person[] {
  const wanted = query.trim().toLocaleLowerCase()
  return people.filter(({ name }) => ` ${name.toLocaleLowerCase()}`.includes(` ${wanted}`)).slice(0, 6)
}
