import { expect, it } from 'vitest'
import { readForm } from '#server/platform/read-form.ts'
import { accountForm, contactForm } from './forms.ts'

const sent = (phone: string) => {
  const form = new FormData()
  for (const [name, value] of Object.entries({ name: 'Eva', isCustomer: 'on', phone })) form.set(name, value)
  return form
}

it('[A1] a telephone number is one, of accounts and contacts alike, as people write it', () => {
  for (const phone of ['+359 2 555 0142', '(02) 555-01-42 ext. 7', '020/5550142 Ext 12', '02.555.0142', '12345'])
    for (const shape of [accountForm, contactForm]) expect(readForm(shape, sent(phone)).phone).toBe(phone)
  for (const none of ['', '  ']) expect(readForm(contactForm, sent(none)).phone).toBeNull()
})

it('[A1] other text is refused with what would be one', () => {
  const says = { fields: { phone: { key: 'not_a_phone' } } }
  for (const phone of ['ask Eva', '1234', '+-+-+', '<b>12345</b>', `+${'1'.repeat(40)}`, '12345 x 7'])
    for (const shape of [accountForm, contactForm])
      expect(() => readForm(shape, sent(phone)), phone).toThrow(expect.objectContaining(says) as Error)
})
