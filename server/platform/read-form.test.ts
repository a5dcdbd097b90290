import { describe, expect, it } from 'vitest'
import { accountForm } from '#server/accounts/forms.ts'
import { createProjectForm } from '#server/projects/forms.ts'
import { createTaskForm } from '#server/tasks/forms.ts'
import { readForm } from './read-form.ts'

const wrongIn = (shape: Parameters<typeof readForm>[0], sent: Record<string, string>, more = {}) => {
  try {
    readForm(shape, new URLSearchParams(sent), more)
  } catch (error) {
    return Object.fromEntries(
      Object.entries((error as { fields: Record<string, { key: string }> }).fields).map(([name, { key }]) => [
        name,
        key,
      ]),
    )
  }
  return {}
}

describe('a form that is wrong in several fields', () => {
  it('[A1] of an account says all of them at once, what it is among them', () => {
    expect(wrongIn(accountForm, { name: '', email: 'nobody' })).toEqual({
      name: 'required',
      email: 'not_an_email',
      isCustomer: 'customer_or_supplier',
    })
  })

  it('[B5] [B9] of a project or a task says beside the others that it ends before it begins', () => {
    const dates = { startsOn: '2026-05-02', endsOn: '2026-05-01', dueOn: '2026-05-01' }
    expect(wrongIn(createProjectForm, { name: '', managerId: '', ...dates })).toEqual({
      name: 'required',
      accountId: 'choose_one',
      managerId: 'choose_one',
      endsOn: 'ends_before_start',
    })
    expect(wrongIn(createTaskForm, { title: '', ...dates })).toMatchObject({
      title: 'required',
      dueOn: 'due_before_start',
    })
    expect(wrongIn(createTaskForm, { title: '', startsOn: 'soon', dueOn: '2026-05-01' })).toMatchObject({
      title: 'required',
      startsOn: 'not_a_date',
    })
  })

  it('says what else was found wrong beside what the form itself says, which goes first', () => {
    const more = { name: 'login_name_taken', email: 'address_is_taken' }
    expect(wrongIn(accountForm, { name: '', email: 'a@b.example', isCustomer: 'on' }, more)).toEqual({
      name: 'required',
      email: 'address_is_taken',
    })
  })
})
