import { Form, Link, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { SecondAccount } from '#server/tasks/second-account.ts'
import { Button, buttonLook } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { SecondAccountQuestion } from './second-account-question.tsx'

/** Asks before people are added to a task who would read people of another account. */
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
      <Form method="post">
        <input type="hidden" name="intent" value="add" />
        <input type="hidden" name="role" value={role} />
        {people.map((person) => (
          <input key={person} type="hidden" name="people" value={person} />
        ))}
        <SecondAccountQuestion question={question}>
          <Button look="strong" busy={busy}>
            {t('people.second.agree')}
          </Button>
          <Link to="." className={buttonLook()}>
            {t('people.second.back')}
          </Link>
        </SecondAccountQuestion>
      </Form>
    </Card>
  )
}
