import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type Saving =
  { state: 'idle' } | { state: 'saving' } | { state: 'saved'; effect?: ReactNode } | { state: 'refused'; words: string }

/** Beside a control that is in force at once: "Saved" only when it is, and what came of it. */
export function SaveBar({ saving }: { saving: Saving }) {
  const { t } = useTranslation()
  return (
    <p role="status" className="flex min-h-6 items-center gap-2 text-small">
      {saving.state === 'saving' && (
        <>
          <LoaderCircle className="size-4 animate-spin text-soft" aria-hidden />
          <span className="text-soft">{t('saving')}</span>
        </>
      )}
      {saving.state === 'saved' && (
        <>
          <CircleCheck className="size-4 text-good" aria-hidden />
          <span className="font-medium text-good">{t('saved')}</span>
          {saving.effect && <span className="text-soft">· {saving.effect}</span>}
        </>
      )}
      {saving.state === 'refused' && (
        <>
          <CircleAlert className="size-4 shrink-0 text-bad" aria-hidden />
          <span className="text-bad">{saving.words}</span>
        </>
      )}
    </p>
  )
}
