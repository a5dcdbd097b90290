import { Eye, EyeOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** Who outside will see a new project at once, and what of it; beside the choice that decides it [B1, B2]. */
export function WhoSees({ account }: { account: { name: string; outside: number } | null }) {
  const { t } = useTranslation('projects')
  const Icon = account ? Eye : EyeOff
  return (
    <p role="status" className="-mt-3 flex items-start gap-2 text-small text-soft">
      <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      <span className="min-w-0 wrap-anywhere">
        {!account && t('form.seen_by_nobody')}
        {account?.outside === 0 && t('form.seen_by_none_yet', { name: account.name })}
        {account && account.outside > 0 && t('form.seen_by', { name: account.name, count: account.outside })}
      </span>
    </p>
  )
}
