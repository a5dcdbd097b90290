import { Form, useNavigation } from '@remix-run/react'
import { StickyNote } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Notes } from '#server/notes/queries.ts'
import { applyNotes } from '~/live/apply-notes.ts'
import { useLive } from '~/live/use-live.ts'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Field } from '~/ui/field.tsx'
import { HeldRows } from '~/ui/held-rows.tsx'
import { Textarea } from '~/ui/input.tsx'
import { useRefused } from '~/ui/refused.tsx'
import { Checkbox } from '~/ui/tick.tsx'
import { NoteCard } from './note-card.tsx'
import { OlderNotes } from './older-notes.tsx'

/** The notes on an account, as the host's people keep them: each for themselves, or shared with the client [E8]. `account`: its name. */
export function NotesSection({ notes: loaded, account }: { notes: Notes; account: string }) {
  const { t } = useTranslation('notes')
  const page = useLive({ streams: loaded.positions, initial: loaded, apply: applyNotes })
  return (
    <Section title={t('title')} kind="list">
      <div id="notes" />
      <AddNote />
      {page.notes.length === 0 && (
        <EmptyState icon={StickyNote} title={t('none')}>
          {t('none_help')}
        </EmptyState>
      )}
      <ul aria-label={t('title')} className="divide-y divide-line empty:hidden">
        <HeldRows rows={page.notes}>
          {(note) => <NoteCard note={note} sharing={{ account, readers: page.readers }} />}
        </HeldRows>
      </ul>
      <OlderNotes page={page} hash="#notes" />
    </Section>
  )
}

function AddNote() {
  const { t } = useTranslation('notes')
  const refused = useRefused(undefined, { do: 'add_note' })
  const form = useRef<HTMLFormElement>(null)
  const navigation = useNavigation()
  const busy = navigation.formData?.get('do') === 'add_note'
  const sent = useRef(false)
  useEffect(() => {
    if (busy) sent.current = true
    else if (sent.current && navigation.state === 'idle') {
      sent.current = false
      // Kept where it was refused.
      if (refused.status === null) form.current?.reset()
    }
  }, [busy, navigation.state, refused.status])
  return (
    <Form ref={form} method="post" preventScrollReset className="flex flex-col gap-3 border-b border-line p-4">
      <Field label={t('add_label')} error={refused.field('body')}>
        <Textarea
          name="body"
          rows={2}
          maxLength={20_000}
          placeholder={t('placeholder')}
          defaultValue={refused.typed('body')}
        />
      </Field>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <Checkbox
          name="shared"
          label={t('share')}
          help={t('share_help')}
          defaultChecked={refused.typed('shared') === 'on'}
        />
        <Button name="do" value="add_note" busy={busy}>
          {t('add')}
        </Button>
      </div>
    </Form>
  )
}
