import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '#db/testing/cast.ts'
import { FILE_ROUTES } from '#server/files/http.ts'
import type { TestPortal } from '#server/testing/test-portal.ts'
import { openPages, portalPages } from '../pages.ts'
import { everybody, type Everybody, type Ids } from './testing/everybody.ts'
import { OPEN, PAGES, SENT, STREAMS } from './testing/who-may.ts'

/** How an answer is written in the matrix; `who-may.ts` says what the letters mean. */
const WRITTEN: Record<number, string> = {
  200: 'y',
  201: 'y',
  302: '>',
  401: '>',
  303: '>',
  403: 'x',
  404: '.',
  409: 'c',
  422: 'i',
}

const json = { accept: 'application/json' }
const sending = () => {
  const body = new FormData()
  body.set('file', new Blob(['five'], { type: 'text/plain' }), 'note.txt')
  return { method: 'POST', body, headers: json }
}

describe('who gets what', () => {
  let portal: TestPortal
  let people: Everybody
  let ids: Ids
  beforeAll(async () => {
    ;({ portal, people, ids } = await everybody())
    const sent = await portal.ask(filled('/s/tasks/:task/files'), { ...sending(), ...cookie(portal.people.mila) })
    ids.file = ids.id = ((await sent.json()) as { attachmentId: string }).attachmentId
  })
  afterAll(async () => {
    await portal.close()
    await rm(portal.portal.dataFolder, { recursive: true })
  })

  const filled = (path: string) => path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? name)
  const own = (member: Member | null) => (member?.grantId ? `/g/${member.grantId}` : '/s')
  const cookie = (member: Member | null) => (member ? { cookie: `portico=${member.token}` } : {})

  /** What everybody is answered, in groups. */
  async function row(ask: (member: Member | null) => Promise<string>): Promise<string> {
    const groups: string[] = []
    for (const group of people) {
      let letters = ''
      for (const member of Object.values(group)) letters += await ask(member)
      groups.push(letters)
    }
    return groups.join(' ')
  }

  const asked = (path: (member: Member | null) => string, init: () => RequestInit = () => ({})) =>
    row(async (member) => {
      const answer = await portal.ask(path(member), { ...init(), ...cookie(member) })
      await answer.arrayBuffer()
      return WRITTEN[answer.status] ?? `[${String(answer.status)}]`
    })

  it('[S2] [A0] each page: a new one must say whose it is', async () => {
    const found: Record<string, string> = {}
    for (const { name, path, only } of portalPages) {
      const side = (member: Member | null) => {
        if (only === 'staff') return '/s'
        return only === 'externals' ? `/g/${member?.grantId ?? ids.grant ?? ''}` : own(member)
      }
      found[name] = await asked((member) => filled(`${side(member)}/${path}`).replace(/\/$/, ''))
    }
    expect(found).toEqual(PAGES)
  }, 60_000)

  it('[S2] the pages that are nobody’s are the same for all', async () => {
    const found: Record<string, string> = {}
    for (const { name, path } of openPages) {
      const answers = new Set((await asked(() => filled(`/${path}`))).replaceAll(' ', ''))
      found[name] = [...answers].join('')
    }
    expect(found).toEqual(OPEN)
  }, 30_000)

  it('[S2] each stream, caught up with', async () => {
    const caughtUp = (stream: string) => {
      const query = new URLSearchParams({ streams: JSON.stringify({ [stream]: 0 }) }).toString()
      return row(async (member) => {
        const answer = await portal.ask(`${own(member)}/live/catch-up?${query}`, cookie(member))
        if (answer.status !== 200) return WRITTEN[answer.status] ?? `[${String(answer.status)}]`
        const { lost } = (await answer.json()) as { lost?: { stream: string }[] }
        return lost?.some((one) => one.stream === stream) ? '.' : 'y'
      })
    }
    const found: Record<string, Record<string, string>> = {}
    for (const [subject, parts] of Object.entries(STREAMS)) {
      const id = ids[subject]
      const rows: Record<string, string> = (found[subject] = {})
      for (const part of Object.keys(parts)) rows[part] = await caughtUp(id ? `${subject}:${id}${part}` : subject)
    }
    expect(found).toEqual(STREAMS)
  }, 30_000)

  it('[S2] what is sent and fetched past the pages', async () => {
    const found: Record<string, string> = {}
    for (const kind of ['task', 'project', 'contract', 'conversation'])
      found[`feed ${kind}`] = await asked((member) => `${own(member)}/feed/${kind}/${ids[kind] ?? ''}`)
    // It never stands there: who may move it is told that somebody else has.
    const move = new URLSearchParams({ from: 'done', to: 'in_progress' })
    found.move = await asked(
      (member) => filled(`${own(member)}/tasks/:task/move`),
      () => ({ method: 'POST', body: move }),
    )
    // It never was: to whom its project is open nothing is said of it.
    const read = new URLSearchParams({ updateId: '00000000-0000-4000-8000-000000000000' })
    found['updates read'] = await asked(
      (member) => `${own(member)}/projects/${ids.project ?? ''}/read-updates`,
      () => ({ method: 'POST', body: read }),
    )
    const { upload, download, ...sent } = FILE_ROUTES
    for (const [name, path] of Object.entries(sent)) {
      const [, subject = ''] = /^\/(\w+)s\//.exec(path) ?? []
      const to = path.replace(':id', ids[subject] ?? '')
      found[name] = await asked((member) => own(member) + to, sending)
    }
    found.versions = await asked(
      (member) => filled(own(member) + FILE_ROUTES.replace),
      () => ({ headers: json }),
    )
    found.download = await asked((member) => filled(own(member) + download))
    // An upload that was begun belongs to who began it; here nobody did.
    found.upload = await asked(
      (member) => filled(own(member) + upload),
      () => ({ method: 'HEAD', headers: { ...json, 'tus-resumable': '1.0.0' } }),
    )
    found['home of L40'] = await asked(() => `/g/${ids.grant ?? ''}`)
    expect(found).toEqual(SENT)
  }, 60_000)
})
