import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'
import type { Refused } from './refused.tsx'
import { Day } from './time.tsx'

export interface SavedField {
  /** As its field is called. */
  name: string
  label: string
  /** As its field would send it. */
  value: string | null
  /** As it is read, where that is something else. */
  shown?: string
  /** It is a day. */
  day?: boolean
}

const plain = (text: string | null | undefined) => (text ?? '').replaceAll('\r\n', '\n').trim()

/** After two people edited one thing: what is saved now where it is not what one typed, which is kept in the form. */
export function SavedNow({ fields, refused, className }: { fields: SavedField[]; refused: Refused; className?: string }) {
  const { t } = useTranslation()
  const others = fields.filter(({ name, value }) => plain(refused.typed(name)) !== plain(value))
  return (
    <Notice tone="warn" title={t(others.length > 0 ? 'saved_now.title' : 'saved_now.same')} className={className ?? ''}>
      {others.length > 0 && (
        <dl className="mt-1 flex max-h-80 flex-col gap-2 overflow-y-auto">
          {others.map(({ name, label, value, shown, day }) => (
            <div key={name}>
              <dt className="text-small text-faint">{label}</dt>
              <dd dir="auto" className="whitespace-pre-wrap text-ink">
                {day && value ? <Day on={value} /> : (shown ?? (plain(value) || t('saved_now.empty')))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Notice>
  )
}
