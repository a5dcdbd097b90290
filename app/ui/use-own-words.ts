import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { isControl, leadTo, wrongWith } from './field-says.ts'
import { toast } from './toasts.tsx'

/**
 * Says what a form lacks in our words where no field has room for them (`data-says` marks those that have): no bubble of the browser's
 * appears anywhere.
 */
export function useOwnWords(): void {
  const { t } = useTranslation()
  useEffect(() => {
    const say = (event: Event) => {
      if (!event.target || !isControl(event.target) || event.target.closest('[data-says]')) return
      event.preventDefault()
      const found = wrongWith(event.target)
      toast(found === 'other' ? event.target.validationMessage : t(`field.${found}`), 'error')
      leadTo(event.target)
    }
    window.addEventListener('invalid', say, true)
    return () => window.removeEventListener('invalid', say, true)
  }, [t])
}
