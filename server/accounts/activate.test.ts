import { expect, it } from 'vitest'
import { testPortal } from '#tools/test-portal.ts'
import { activate } from './activate.ts'
import { addContact } from './add-contact.ts'
import { enableAccess } from './enable-access.ts'
import { contactForm, enableAccessForm } from './forms.ts'
import { invitationLink } from './invitation-link.ts'

it('[A4] [S9] [A18] activating is a sign-in: it is logged, and ends the session that the browser had until now', async () => {
  const on = await testPortal()
  const { mila, petar, rila } = on.cast
  const [name, email] = ['Rumen Kolev', 'rumen@rila.example']
  const { contactId } = await addContact(on.as(mila), rila, contactForm.parse({ name, email }))
  const offer = enableAccessForm.parse({ contactId, email, kind: 'client', role: '40' })
  const { invitationId } = await enableAccess(on.as(mila), offer)
  const link = await invitationLink(on.db, invitationId)
  const token = String(link && 'path' in link && link.path).replace('/activate/', '')
  const before = () => on.db.selectFrom('sessions').select('user_id').where('id', '=', petar.sessionId).execute()
  expect(await before()).toHaveLength(1)
  const { grantId, cookies } = await activate(
    on.portal,
    { address: '10.0.0.77', userAgent: 'test', cookies: '', sessionId: petar.sessionId },
    token,
    { loginName: 'rumen', password: 'five green horses' },
  )
  expect(cookies[0]).toMatch(/^portico=/)
  expect(await before()).toEqual([])
  const logged = await on.db
    .selectFrom('audit_entries as e')
    .innerJoin('grants as g', 'g.user_id', 'e.actor_id')
    .select(['e.what', 'e.address'])
    .where('g.id', '=', grantId)
    .orderBy('e.id')
    .execute()
  expect(logged).toEqual(['activated', 'signed_in'].map((what) => ({ what, address: '10.0.0.77' })))
  await on.close()
})
