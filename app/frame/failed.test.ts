import { describe, expect, it } from 'vitest'
import { failedFrom } from './failed.ts'

/** What the router makes of an answer that was thrown. */
const thrownAnswer = (status: number, statusText: string, data: unknown) => ({
  status,
  statusText,
  internal: false,
  data,
})

describe('a page that is not shown', () => {
  it('says the words it was refused with', () => {
    const words = { key: 'grant_expired' }
    expect(failedFrom(thrownAnswer(403, '', { words }))).toEqual({ status: 403, words })
  })

  it('says whether nothing of the portal opens', () => {
    const body = { words: { key: 'grant_suspended', values: { host: 'Northlight' } }, shut: true }
    expect(failedFrom(thrownAnswer(403, '', body))).toEqual({ status: 403, ...body })
  })

  it('[S3] says the same for an address without a page as for a hidden one', () => {
    const hidden = thrownAnswer(404, '', { words: { key: 'not_found' } })
    expect(failedFrom(thrownAnswer(404, 'Not Found', 'Error: No route matches'))).toEqual(failedFrom(hidden))
  })

  it.each([new Error('select * from users'), 'text', null, thrownAnswer(500, '', { stack: 'at secret.ts:1' })])(
    '[S33] tells nothing of a fault nobody named: %s',
    (thrown) => {
      expect(failedFrom(thrown)).toEqual({ status: 500, words: { key: 'failed' } })
    },
  )
})
