import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'

/** What a browser finds wrong with what stands in a control, so far as we have words of our own for it. */
export type Wrong = 'missing' | 'not_an_email' | 'other'

/** Whatever can be checked and typed into. */
export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

export const isControl = (target: EventTarget): target is Control =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement

export const wrongWith = ({ validity, type }: Pick<Control, 'validity' | 'type'>): Wrong =>
  validity.valueMissing ? 'missing' : validity.typeMismatch && type === 'email' ? 'not_an_email' : 'other'

/** Takes the place of the browser's bubble: the first control of a form that is not right gets the focus. */
export function leadTo(control: Control): void {
  if (!control.form || control.form.querySelector(':is(input, textarea, select):invalid') === control) control.focus()
}

/** How many more characters fit, once it is worth saying; negative: how many are too many. Null before, and where any number does. */
export function leftOf(length: number, most: number | null): number | null {
  if (!most) return null
  const left = most - length
  return left <= Math.min(100, Math.ceil(most / 10)) ? left : null
}

/** What a field says by itself: what is missing in it, in place of the browser's bubble, and how much more fits when little does. */
export function useFieldSays() {
  const { t } = useTranslation()
  const [wrong, setWrong] = useState<string | null>(null)
  const [left, setLeft] = useState<number | null>(null)
  return {
    wrong,
    room: left === null || left < 0 ? null : t('field.left', { count: left }),
    tooMany: left !== null && left < 0 ? t('field.too_many', { count: -left }) : null,
    catching: {
      onInvalidCapture: (event: FormEvent) => {
        if (!isControl(event.target)) return
        event.preventDefault()
        const found = wrongWith(event.target)
        setWrong(found === 'other' ? event.target.validationMessage : t(`field.${found}`))
        leadTo(event.target)
      },
      onInput: ({ target }: FormEvent) => {
        setWrong(null)
        if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
        const found = leftOf(target.value.length, Number(target.dataset.most))
        setLeft(found)
        // Nothing is cut off: who pastes too much sees all of it, and it is not sent.
        target.setCustomValidity(found !== null && found < 0 ? t('field.too_many', { count: -found }) : '')
      },
    },
  }
}
