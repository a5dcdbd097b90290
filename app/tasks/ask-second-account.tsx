import { Form, Link, useNavigation } from '@remix-run/react'
import { TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Named, SecondAccount } from '#server/tasks/second-account.ts'
import { Button, buttonLook } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'

/** Before people of a second account come to a task: who will read whom, by name [B2]. */
export function AskSecondAccount({
  question,
  people,
  role,
}: {
  question: SecondAccount
  people: string[]
  role: string
}) {
  const { t } = useTranslation('tasks')
  const busy = useNavigation().state !== 'idle'
  return (
    <Card className="p-6">
      <Form method="post" className="flex flex-col gap-5" role="alertdialog" aria-labelledby="second-account">
        <h2 id="second-account" className="flex items-start gap-3 text-lead">
          <TriangleAlert className="mt-0.5 size-5 shrink-0 text-warn" aria-hidden />
          {t('people.second.title')}
        </h2>
        <Names people={question.newcomers} words={t('people.second.newcomers')} />
        {question.readers.length > 0 && <Names people={question.readers} words={t('people.second.readers')} />}
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="role" value={role} />
        {people.map((person) => (
          <input key={person} type="hidden" name="people" value={person} />
        ))}
        {question.accounts.map((account) => (
          <input key={account} type="hidden" name="agreed" value={account} />
        ))}
        <div className="flex flex-wrap gap-3">
          <Button look="strong" busy={busy}>
            {t('people.second.agree')}
          </Button>
          <Link to="." className={buttonLook()}>
            {t('people.second.back')}
          </Link>
        </div>
      </Form>
    </Card>
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
