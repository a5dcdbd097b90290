import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'
import type { Refused } from './refused.tsx'
import { Day } from './time.tsx'

interface SavedField {
  /** As its field is called. */
  name: string
  label: string
  /** As its field would send it; of a tick, whether it is set. */
  value: string | number | boolean | null
  /** As it is read, where that is something else. */
  shown?: string
  /** It is a day. */
  day?: boolean
}

type Value = SavedField['value'] | undefined
const sentAs = (value: Value) => (value === true ? 'on' : value === false ? '' : String(value ?? ''))
const plain = (value: Value) => sentAs(value).replaceAll('\r\n', '\n').trim()

interface SavedNowProps {
  fields: SavedField[]
  /** What one's own form was refused with. */
  typed: Refused['typed']
  className?: string
}

/** After two people edited one thing: what is saved now where it is not what one typed, which is kept in the form. */
export function SavedNow({ fields, typed, className }: SavedNowProps) {
  const { t } = useTranslation()
  const said = ({ value, shown, day }: SavedField) => {
    if (typeof value === 'boolean') return t(value ? 'saved_now.yes' : 'saved_now.no')
    if (day && value) return <Day on={String(value)} />
    return shown ?? (plain(value) || t('saved_now.empty'))
  }
  const others = fields.filter(({ name, value }) => plain(typed(name)) !== plain(value))
  return (
    <Notice tone="warn" title={t(others.length > 0 ? 'saved_now.title' : 'saved_now.same')} className={className ?? ''}>
      {others.length > 0 && (
        <dl className="mt-1 flex max-h-80 flex-col gap-2 overflow-y-auto">
          {others.map((field) => (
            <div key={field.name}>
              <dt className="text-small text-faint">{field.label}</dt>
              <dd dir="auto" className="whitespace-pre-wrap text-ink">
                {said(field)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Notice>
  )
}
