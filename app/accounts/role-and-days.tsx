import { useTranslation } from 'react-i18next'

/** What the two words of access mean that nobody knows from elsewhere, where many are listed or changed at once. */
export function RoleAndDays() {
  const { t } = useTranslation(['accounts', 'giving'])
  return (
    <dl className="flex flex-col gap-0.5 text-small text-faint">
      {(
        [
          ['giving:role', 'giving:role_help'],
          ['days_back', 'giving:days_back_help'],
        ] as const
      ).map(([word, means]) => (
        <div key={word}>
          <dt className="inline font-medium after:content-[':']">{t(word)}</dt> <dd className="inline">{t(means)}</dd>
        </div>
      ))}
    </dl>
  )
}
