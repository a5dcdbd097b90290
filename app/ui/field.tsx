import { CircleAlert } from 'lucide-react'
import { createContext, useContext, useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { useFieldSays } from './field-says.ts'

/** What a control needs to be tied to its label, help and error. */
interface Wiring {
  id: string
  describedBy: string | undefined
  invalid: boolean
}

const WiringContext = createContext<Wiring | null>(null)

/** The wiring of the field around a control, as attributes. */
export function useWiring() {
  const wiring = useContext(WiringContext)
  if (!wiring) return { 'aria-invalid': undefined }
  return { id: wiring.id, 'aria-describedby': wiring.describedBy, 'aria-invalid': wiring.invalid || undefined }
}

/** A limit as attributes: a field keeps what is longer and says so, where the browser would cut it off. */
export function useMost(maxLength: number | undefined) {
  return useContext(WiringContext) ? { 'data-most': maxLength } : { maxLength }
}

interface FieldProps {
  label: ReactNode
  /** What is expected, before one types. */
  help?: ReactNode
  /** What is wrong, in words. */
  error?: string | undefined
  /** Says so beside the label; fields are needed unless they say this. */
  optional?: boolean
  className?: string
  children: ReactNode
}

/** A labelled control with its help and its error, tied together for everyone who reads it. What is left empty it says in the same way. */
export function Field({ label, help, error: refused, optional = false, className, children }: FieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const { wrong, room, tooMany, catching } = useFieldSays()
  const error = tooMany ?? wrong ?? refused
  const describedBy =
    [help && `${id}-help`, room && `${id}-room`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div data-says className={cx('flex flex-col gap-1.5', className)} {...catching}>
      <label htmlFor={id} className="text-small font-medium">
        {label}
        {optional && <span className="font-normal text-faint"> {t('field.optional')}</span>}
      </label>
      <WiringContext.Provider value={{ id, describedBy, invalid: Boolean(error) }}>{children}</WiringContext.Provider>
      {help && (
        <p id={`${id}-help`} className="text-small text-faint">
          {help}
        </p>
      )}
      {room && (
        <p id={`${id}-room`} className="text-small text-soft">
          {room}
        </p>
      )}
      {/* Once, and not with every key. */}
      <span role="status" className="sr-only">
        {tooMany && t('field.too_long')}
      </span>
      <FieldError id={`${id}-error`} words={error} />
    </div>
  )
}

/** What is wrong with a control or a group of them. */
export function FieldError({ id, words }: { id?: string; words: string | undefined }) {
  if (!words) return null
  return (
    <p id={id} className="flex items-start gap-1.5 text-small text-bad">
      <CircleAlert className="mt-px size-4 shrink-0" aria-hidden />
      {words}
    </p>
  )
}

/** Controls that belong together under one name, such as a set of ticks. */
export function FieldGroup({ legend, help, children }: { legend: ReactNode; help?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <fieldset className="flex flex-col gap-2" aria-describedby={help ? id : undefined}>
      <legend className="mb-1 text-small font-medium">{legend}</legend>
      {help && (
        <p id={id} className="-mt-1 text-small text-faint">
          {help}
        </p>
      )}
      {children}
    </fieldset>
  )
}
