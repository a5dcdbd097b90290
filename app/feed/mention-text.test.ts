import { describe, expect, it } from 'vitest'
import { fitting, mentionable, mentionAt, namedInFull, nobodyFits, withoutTokens, withTokens } from './mention-text.ts'

const [ana, petrova] = ['3f2b8a51-7d7e-4b53-9d3c-0d4a0e1c9a11', '4f2b8a51-7d7e-4b53-9d3c-0d4a0e1c9a12']

describe('mentions in a text field', () => {
  it('[B6] go out as ids and come back as names', () => {
    const mentions = { Ana: ana, 'Ana Petrova': petrova }
    const body = withTokens('@Ana Petrova, ask @Ana', mentions)
    expect(body).toBe(`@[${petrova}], ask @[${ana}]`)
    const names = new Map(Object.entries(mentions).map(([name, id]) => [id, name]))
    expect(withoutTokens(body, (id) => names.get(id))).toEqual({ body: '@Ana Petrova, ask @Ana', mentions })
    expect(withoutTokens(body, () => undefined).body).toBe(body)
  })

  it('leave no space before a sign, though the picker put one behind the name', () => {
    const mentions = { Ana: ana }
    expect(withTokens('@Ana , here. And @Ana !', mentions)).toBe(`@[${ana}], here. And @[${ana}]!`)
    expect(withTokens('@Ana .net , Ben', mentions)).toBe(`@[${ana}] .net , Ben`)
  })

  it('[B6] are meant where a whole name stands behind an @, though nobody picked it', () => {
    const people = [
      { id: ana, name: 'Ана', kind: 'external' as const, account: 'Rila Hotels' },
      { id: petrova, name: 'Ана Петрова', kind: 'external' as const, account: 'Rila Hotels' },
      { id: 'lee-1', name: 'Lee', kind: 'staff' as const, account: null },
      { id: 'lee-2', name: 'Lee', kind: 'staff' as const, account: null },
    ]
    const sent = (typed: string) => withTokens(typed, namedInFull(typed, people))
    expect(sent('Yes, 10:00. @Ана Петрова, and (@Ана).')).toBe(`Yes, 10:00. @[${petrova}], and (@[${ana}]).`)
    for (const typed of ['Анапа @Анапа', 'mail@Ана', '@ана', '@Lee', 'Ана Петрова']) expect(sent(typed)).toBe(typed)
  })

  it('[B6] can be of all who read, but of the writer; where only the team reads, of the team', () => {
    const people = [
      { id: ana, name: 'Ana', kind: 'external' as const, account: 'Rila Hotels' },
      { id: 'mila', name: 'Mila', kind: 'staff' as const, account: null },
      { id: 'ben', name: 'Ben', kind: 'staff' as const, account: null },
    ]
    const names = (teamOnly: boolean) => mentionable(people, { id: 'mila' }, teamOnly).map(({ name }) => name)
    expect(names(false)).toEqual(['Ana', 'Ben'])
    expect(names(true)).toEqual(['Ben'])
  })

  it('are looked for after an @ that begins a word, in any script', () => {
    expect(mentionAt('Hello @An', 9)).toEqual({ start: 6, query: 'An' })
    expect(mentionAt('@', 1)).toEqual({ start: 0, query: '' })
    expect(mentionAt('مرحبا @ليلى', 11)).toEqual({ start: 6, query: 'ليلى' })
    expect(mentionAt('a@b', 3)).toBeNull()
    expect(mentionAt('@Ana Petrova hi', 15)).toBeNull()
  })

  it('[B6] of nobody are said to be', () => {
    const people = [{ id: ana, name: 'Ана Петрова', kind: 'external' as const, account: 'Rila Hotels' }]
    expect(nobodyFits(people, 'Boris')).toBe('Boris')
    expect(nobodyFits(people, 'Boris please')).toBe('Boris')
    for (const query of ['', 'B', 'An', 'ана please']) expect(nobodyFits(people, query)).toBeNull()
  })

  it('fit by the beginning of any word of the name', () => {
    const people = ['Ana Petrova', 'Mila', 'Петър'].map((name) => ({
      id: name,
      name,
      kind: 'staff' as const,
      account: null,
    }))
    expect(fitting(people, 'pet').map(({ name }) => name)).toEqual(['Ana Petrova', 'Петър'])
    expect(fitting(people, 'ан').map(({ name }) => name)).toEqual(['Ana Petrova'])
    expect(fitting(people, '')).toHaveLength(3)
  })

  it('fit in either script, with the marks of letters or without', () => {
    const people = ['Mila Hristova', 'Ана Петрова', 'Petar Kovač', 'Щерю Жечев', 'ليلى حداد'].map((name) => ({
      id: name,
      name,
      kind: 'staff' as const,
      account: null,
    }))
    const found = (query: string) => fitting(people, query).map(({ name }) => name)
    expect(found('Ми')).toEqual(['Mila Hristova'])
    expect(found('Хри')).toEqual(['Mila Hristova'])
    expect(found('ana p')).toEqual(['Ана Петрова'])
    expect(found('Пет')).toEqual(['Ана Петрова', 'Petar Kovač'])
    expect(found('kovac')).toEqual(['Petar Kovač'])
    expect(found('ковач')).toEqual([])
    expect(found('Shteryu Zh')).toEqual(['Щерю Жечев'])
    expect(found('ليلى')).toEqual(['ليلى حداد'])
  })
})
