import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NAMES } from '#db/testing/names.ts'
import { testPortal, type TestPortal } from '#tools/test-portal.ts'
import { activate } from './activate.ts'
import { addContact } from './add-contact.ts'
import { enableAccess } from './enable-access.ts'
import { contactForm, enableAccessForm } from './forms.ts'
import { deliverMail } from '#server/mail/deliver-mail.ts'

let on: TestPortal
beforeAll(async () => void (on = await testPortal()))
afterAll(() => on.close())

describe('somebody’s own name', () => {
  it.each(NAMES.map((name, nth) => [name, `person${String(nth)}@rila.example`]))(
    '[A2] [A4] is theirs from the contact to the invitation and the portal: %s',
    async (name, email) => {
      const mila = on.as(on.cast.mila)
      const { contactId } = await addContact(mila, on.cast.rila, contactForm.parse({ name, email }))
      await enableAccess(mila, enableAccessForm.parse({ contactId, email, kind: 'client', role: '40' }))
      const mail = () =>
        on.db.selectFrom('outbox_mails').selectAll().where('to_address', '=', email).executeTakeFirstOrThrow()
      await deliverMail(on.portal, null, (await mail()).id)
      const { text_body: text } = await mail()
      expect(text).toContain(`Hello ${name},`)
      const token = /\/activate\/([\w-]{43})/.exec(text)?.[1] ?? ''
      const knock = { address: '127.0.0.1', userAgent: 'test', cookies: '', sessionId: null }
      await activate(on.portal, knock, token, { loginName: email.split('@')[0] ?? '', password: 'five green horses' })
      const user = await on.db.selectFrom('users').select('name').where('email', '=', email).executeTakeFirstOrThrow()
      expect(user.name).toBe(name)
    },
  )
})
