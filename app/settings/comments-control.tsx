import { useTranslation } from 'react-i18next'
import type { Effect } from '#server/settings/people-bound.ts'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { SaveBar } from '~/ui/save-bar.tsx'
import { Switch } from '~/ui/tick.tsx'
import { InEffect } from './in-effect.tsx'
import { useSaving } from './use-saving.tsx'

interface CommentsControlProps {
  settings: { contractComments: boolean; version: number }
  effect: Effect
}

/** Clients may comment on contracts [D3]. */
export function CommentsControl({ settings, effect }: CommentsControlProps) {
  const { t } = useTranslation('contracts')
  const { Form, press, pressed, saving } = useSaving({ intent: 'comments' }, effect)
  const open = pressed ? pressed.has('contractComments') : settings.contractComments
  return (
    <Section title={t('settings.comments')} kind="list" action={<SaveBar saving={saving} />}>
      <Form method="post" className="px-5 py-4">
        <input type="hidden" name="intent" value="comments" />
        <input type="hidden" name="version" value={settings.version} />
        <Switch
          name="contractComments"
          label={t('settings.may_comment')}
          help={t(open ? 'settings.may_comment_on' : 'settings.may_comment_off')}
          checked={open}
          onChange={press}
        />
        <SaveWithoutScript />
      </Form>
      <InEffect effect={effect} />
    </Section>
  )
}

/** Without script nothing is saved by pressing it: a button does. */
export function SaveWithoutScript() {
  const { t } = useTranslation('contracts')
  return (
    <noscript>
      <Button size="small">{t('settings.save')}</Button>
    </noscript>
  )
}
