import { useTranslation } from 'react-i18next'

/** What the two words of access mean that nobody knows from elsewhere, where many are listed or changed at once. */
export function RoleAndDays() {
  const { t } = useTranslation('accounts')
  return (
    <dl className="flex flex-col gap-0.5 text-small text-faint">
      {(
        [
          ['dialog.role', 'dialog.role_help'],
          ['days_back', 'dialog.days_back_help'],
        ] as const
      ).map(([word, means]) => (
        <div key={word}>
          <dt className="inline font-medium after:content-[':']">{t(word)}</dt> <dd className="inline">{t(means)}</dd>
        </div>
      ))}
    </dl>
  )
}
