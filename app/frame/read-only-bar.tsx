import { Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { FrameView } from '#server/home/frame.ts'
import { useReadOnly } from './own-line.ts'

/** One thin bar on every page of whoever may only read at the moment, and whom to ask [A17]. */
export function ReadOnlyBar({ frame }: { frame: FrameView }) {
  const { t } = useTranslation()
  const reason = useReadOnly(frame)
  return (
    <div role="status">
      {reason && (
        <p className="appear flex items-start justify-center gap-2 border-b border-line bg-sunken px-4 py-1.5 text-small text-soft">
          <Lock className="mt-0.5 size-4 shrink-0" aria-hidden />
          {frame.person.staff
            ? t('frame.read_only.staff')
            : t(reason === 'account_read_only' ? 'frame.read_only.account' : 'frame.read_only.person', {
                host: frame.host,
              })}
        </p>
      )}
    </div>
  )
}
