import { Form } from '@remix-run/react'
import { MessageSquare } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PartnerView } from '#server/conversations/partners.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Button } from '~/ui/button.tsx'

interface MessageProps {
  opens: PartnerView['opens']
  /** Whom one writes to, where the place does not say it. */
  name?: string
  look?: 'normal' | 'plain'
  size?: 'normal' | 'small'
}

/** Opens the conversation one has with somebody, or begins it. */
export function MessageButton({ opens, name, look = 'normal', size = 'normal' }: MessageProps) {
  const { t } = useTranslation('chat')
  const base = useBase()
  return (
    <Form method="post" action={`${base}/conversations`}>
      <input type="hidden" name={opens.name} value={opens.value} />
      <Button
        icon={MessageSquare}
        look={look}
        size={size}
        {...(name !== undefined && { 'aria-label': t('message_to', { name }), title: t('message_to', { name }) })}
      >
        {t(opens.name === 'projectId' ? 'message_project' : 'message')}
      </Button>
    </Form>
  )
}
