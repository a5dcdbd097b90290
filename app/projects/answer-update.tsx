import { Form } from '@remix-run/react'
import { MessageSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { UpdateView } from '#server/projects/updates.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Button } from '~/ui/button.tsx'

/** Letters of an update that are quoted at most. */
const MOST = 160

/** The first line of what is answered, as a quote to write below. */
export function quoted(body: string): string {
  const line =
    body
      .trim()
      .split(/\n/)[0]
      ?.replace(/^[#>\s-]+|\*/g, '')
      .trim() ?? ''
  const letters = Array.from(line)
  return `> ${letters.length > MOST ? `${letters.slice(0, MOST).join('').trimEnd()}…` : line}\n\n`
}

/** Leads from an update to the conversation with one of the host's people, or begins it, with the update quoted to be answered. */
export function AnswerUpdate({ to, update }: { to: { id: string; name: string }; update: UpdateView }) {
  const { t } = useTranslation('projects')
  return (
    <Form method="post" action={`${useBase()}/conversations`}>
      <input type="hidden" name="staffId" value={to.id} />
      <input type="hidden" name="write" value={quoted(update.body)} />
      <Button
        size="small"
        icon={MessageSquare}
        aria-label={t('updates.answer_to', to)}
        title={t('updates.answer_to', to)}
      >
        {t('updates.answer')}
      </Button>
    </Form>
  )
}
