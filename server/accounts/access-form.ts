import { Invalid, type Words } from '#server/platform/errors.ts'
import { readForm, type Fields } from '#server/platform/read-form.ts'
import { changeGrantForm, enableAccessForm, grantForm } from './forms.ts'
import type { AccessChanges } from './save-access.ts'

/** Rows of one panel at most. */
const MOST_ROWS = 500
/** A row's fields are named `<field>.<key>`. */
const rowOf = (form: FormData, key: string, fixed: Record<string, string>): Fields => {
  const get = (name: string) => fixed[name] ?? form.get(`${name}.${key}`)
  return { get, getAll: (name: string) => (fixed[name] ? [fixed[name]] : form.getAll(`${name}.${key}`)) }
}

/**
 * The changes that the External Access panel sent: `row` names each grant that it showed, with `change.<id>` or `remove.<id>` set for those
 * that were touched; `add` names each new row by a key, with `contactId.<key>` and its fields. Errors: `Invalid`, of all rows at once.
 */
export function accessChangesIn(form: FormData): AccessChanges {
  const fields: Record<string, Words> = {}
  const read = <T>(key: string, parse: () => T): T[] => {
    try {
      return [parse()]
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      for (const [name, words] of Object.entries(error.fields)) fields[`${name}.${key}`] = words
      return []
    }
  }
  const keys = (name: string) =>
    form
      .getAll(name)
      .filter((key) => typeof key === 'string')
      .slice(0, MOST_ROWS)
  const [changed, removed, added]: [AccessChanges['changed'], AccessChanges['removed'], AccessChanges['added']] = [
    [],
    [],
    [],
  ]
  for (const id of keys('row')) {
    if (form.has(`remove.${id}`)) removed.push(...read(id, () => readForm(grantForm, rowOf(form, id, { grantId: id }))))
    else if (form.has(`change.${id}`))
      changed.push(...read(id, () => readForm(changeGrantForm, rowOf(form, id, { grantId: id }))))
  }
  for (const key of keys('add'))
    added.push(...read(key, () => ({ key, ...readForm(enableAccessForm, rowOf(form, key, {})) })))
  if (Object.keys(fields).length > 0) throw new Invalid(fields)
  return { changed, removed, added }
}
