import { useFetcher } from '@remix-run/react'
import { Pencil, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UpdateView, Updates } from '#server/projects/updates.ts'
import { Button } from '~/ui/button.tsx'
import { Field } from '~/ui/field.tsx'
import { Textarea } from '~/ui/input.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'
import { useBegun } from '~/ui/use-begun.ts'
import { useTold } from '~/ui/use-told.ts'
import { ReadBy } from './read-by.tsx'

interface ChangeProps {
  update: UpdateView
  audience: Updates['audience']
}

/** Edits an update or takes it away; disclosures, so that they work without script too. */
export function ChangeUpdate({ update, audience }: ChangeProps) {
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-2 text-small">
      <Edit update={update} audience={audience} />
      <Remove id={update.id} />
    </div>
  )
}

function Edit({ update, audience }: ChangeProps) {
  const { t } = useTranslation('projects')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'edit-update', updateId: update.id })
  const { from, saved, round, begin } = useBegun(update, refused, { sending: fetcher.state !== 'idle' })
  const text = useRef<HTMLTextAreaElement>(null)
  // Saved, it closes: then it is another round.
  const [opened, setOpened] = useState(refused.words ? round : null)
  const toggled = (open: boolean) => {
    // Nothing is typed yet: it begins with what is read above it.
    const behind = open && from.version !== update.version && text.current?.value === from.body
    if (behind) begin()
    setOpened(open ? round + (behind ? 1 : 0) : null)
  }
  return (
    <details
      open={opened === round}
      className="min-w-0 open:basis-full"
      onToggle={({ currentTarget }) => toggled(currentTarget.open)}
    >
      <summary className="inline-flex min-h-6 items-center gap-1.5 text-soft hover:text-ink">
        <Pencil className="size-3.5" aria-hidden />
        {t('updates.edit')}
      </summary>
      <fetcher.Form key={round} method="post" className="mt-3 flex flex-col gap-3">
        <input type="hidden" name="intent" value="edit-update" />
        <input type="hidden" name="version" value={from.version} />
        <input type="hidden" name="audience" value={audience.map((one) => one.id).join(' ')} />
        <input type="hidden" name="updateId" value={update.id} />
        {refused.words && <FormError words={refused.field('body') ?? refused.words} />}
        {saved && (
          <SavedNow typed={refused.typed} fields={[{ name: 'body', label: t('updates.edit'), value: saved.body }]} />
        )}
        <ReadBy people={audience} />
        <Field label={t('updates.edit')}>
          <Textarea
            ref={text}
            name="body"
            required
            maxLength={10_000}
            rows={4}
            defaultValue={refused.typed('body') ?? from.body}
          />
        </Field>
        <span>
          <Button size="small" busy={fetcher.state !== 'idle'}>
            {t('updates.save')}
          </Button>
        </span>
      </fetcher.Form>
    </details>
  )
}

function Remove({ id }: { id: string }) {
  const { t } = useTranslation('projects')
  const fetcher = useTold({ intent: 'delete-update', updateId: id })
  const [open, setOpen] = useState(false)
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="inline-flex min-h-6 items-center gap-1.5 text-soft hover:text-ink">
        <Trash2 className="size-3.5" aria-hidden />
        {t('updates.delete')}
      </summary>
      <fetcher.Form method="post" className="mt-2 flex flex-col items-start gap-2">
        <input type="hidden" name="intent" value="delete-update" />
        <input type="hidden" name="updateId" value={id} />
        <p className="text-soft">{t('updates.delete_ask')}</p>
        <Button look="grave" size="small" busy={fetcher.state !== 'idle'}>
          {t('updates.delete_do')}
        </Button>
      </fetcher.Form>
    </details>
  )
}
