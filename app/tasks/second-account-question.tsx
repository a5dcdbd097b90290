import { TriangleAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Named, SecondAccount } from '#server/tasks/second-account.ts'

/**
 * Before people of a second account come together: who will read whom, by name [B2]. Stands in the form that asked; its fields agree to
 * these accounts and no others.
 */
export function SecondAccountQuestion({ question, children }: { question: SecondAccount; children: ReactNode }) {
  const { t } = useTranslation('tasks')
  const id = useId()
  return (
    <div role="alertdialog" aria-labelledby={id} className="flex flex-col gap-4">
      <h3 id={id} className="flex items-start gap-3 font-semibold">
        <TriangleAlert className="mt-0.5 size-5 shrink-0 text-warn" aria-hidden />
        {t('people.second.title')}
      </h3>
      <Names people={question.newcomers} words={t('people.second.newcomers')} />
      {question.readers.length > 0 && <Names people={question.readers} words={t('people.second.readers')} />}
      {question.accounts.map((account) => (
        <input key={account} type="hidden" name="agreed" value={account} />
      ))}
      <div className="flex flex-wrap gap-3">{children}</div>
    </div>
  )
}

function Names({ people, words }: { people: Named[]; words: string }) {
  return (
    <div>
      <p className="text-small text-soft">{words}</p>
      <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
        {people.map(({ name, accountName }, at) => (
          <li key={at}>
            <bdi className="font-medium">{name}</bdi>{' '}
            <span className="text-faint">
              (<bdi>{accountName}</bdi>)
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
