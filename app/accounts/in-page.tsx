import { useTranslation } from 'react-i18next'

/** The parts of an account's page, to go to. */
export function InPage({
  label,
  parts,
}: {
  label: string
  parts: readonly ('contacts' | 'access' | 'notes' | 'about')[]
}) {
  const { t } = useTranslation('accounts')
  return (
    <nav aria-label={label} className="-mb-2 flex flex-wrap gap-x-1 border-b border-line">
      {parts.map((part) => (
        <a
          key={part}
          href={`#${part}`}
          className="-mb-px border-b-2 border-transparent px-3 py-2 text-soft hover:border-accent hover:text-ink"
        >
          {t(`part.${part}`)}
        </a>
      ))}
    </nav>
  )
}
