import { useTranslation } from 'react-i18next'
import type { Effect } from '#server/settings/people-bound.ts'
import type { ContractSettings } from '#server/settings/queries.ts'
import { Section } from '~/ui/card.tsx'
import { FieldGroup } from '~/ui/field.tsx'
import { SaveBar } from '~/ui/save-bar.tsx'
import { Checkbox } from '~/ui/tick.tsx'
import { SaveWithoutScript } from './comments-control.tsx'
import { InEffect } from './in-effect.tsx'
import { useSaving } from './use-saving.tsx'

interface AttachmentControlsProps {
  settings: Pick<ContractSettings, 'blockUpload' | 'blockEdit' | 'blockDelete' | 'attachmentMode' | 'version'>
  effect: Effect
}

const BLOCKS = ['blockUpload', 'blockEdit', 'blockDelete'] as const
const MODES = ['always', 'until_approved'] as const

/** What externals may not do with the attachments of contracts, and until when [D4]. */
export function AttachmentControls({ settings, effect }: AttachmentControlsProps) {
  const { t } = useTranslation('contracts')
  const { Form, press, pressed, saving } = useSaving({ intent: 'attachments' }, effect)
  const has = (name: (typeof BLOCKS)[number]) => (pressed ? pressed.has(name) : settings[name])
  const closed = BLOCKS.filter(has)
  const mode = (pressed?.get('attachmentMode') ?? settings.attachmentMode) as (typeof MODES)[number]
  return (
    <Section title={t('settings.attachments')} kind="list" action={<SaveBar saving={saving} />}>
      <Form method="post" className="flex flex-col gap-5 px-5 pt-4 pb-5">
        <input type="hidden" name="intent" value="attachments" />
        <input type="hidden" name="version" value={settings.version} />
        <FieldGroup legend={t('settings.block')} help={t('settings.block_help')}>
          {BLOCKS.map((name) => (
            <Checkbox
              key={name}
              name={name}
              label={t(`settings.${name}`)}
              help={t(`settings.${name}_help`)}
              checked={has(name)}
              onChange={press}
            />
          ))}
        </FieldGroup>
        <FieldGroup legend={t('settings.mode')}>
          {MODES.map((one) => (
            <label key={one} className="flex min-h-6 items-start gap-3">
              <input
                type="radio"
                name="attachmentMode"
                value={one}
                checked={mode === one}
                onChange={press}
                className="mt-0.5 size-5 shrink-0 appearance-none rounded-full bg-surface ring-1 ring-line-strong transition-colors ring-inset checked:ring-[6px] checked:ring-accent-fill"
              />
              <span className="flex flex-col">
                {t(`settings.modes.${one}`)}
                <span className="text-small text-faint">{t(`settings.modes.${one}_help`)}</span>
              </span>
            </label>
          ))}
        </FieldGroup>
        <p className="rounded-box bg-sunken px-4 py-3 text-small">
          {closed.length === 0
            ? t('settings.says_open')
            : t(`settings.says_${mode}`, { what: closed.map((name) => t(`settings.${name}_word`)).join(', ') })}
        </p>
        <SaveWithoutScript />
      </Form>
      <InEffect effect={effect} />
    </Section>
  )
}
