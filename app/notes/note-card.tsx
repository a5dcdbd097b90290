import { Form, useNavigate, useSearchParams } from '@remix-run/react'
import { Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Notes } from '#server/notes/queries.ts'
import { Prose } from '~/feed/prose.tsx'
import { NoteFiles } from './note-files.tsx'
import { ShareNote, type Sharing } from './share-note.tsx'
import { Avatar } from '~/ui/avatar.tsx'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { Field } from '~/ui/field.tsx'
import { Textarea } from '~/ui/input.tsx'
import { Menu } from '~/ui/menu.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'
import { Time } from '~/ui/time.tsx'
import { useBegun } from '~/ui/use-begun.ts'

export type NoteView = Notes['notes'][number]

/** A note with who wrote it, its files, and, to who may share it, whether the client sees it. */
export function NoteCard({ note, sharing }: { note: NoteView; sharing?: Sharing }) {
  const { t } = useTranslation('notes')
  const mayWrite = note.abilities['note.write'] === null
  return (
    <li className="flex flex-col gap-3 px-4 py-4">
      <div className="flex items-start gap-3">
        <Avatar id={note.author.id} name={note.author.name} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <bdi className="font-medium">{note.author.name}</bdi>
            <span className="text-small text-faint">
              <Time at={note.at} />
              {note.editedAt && ` · ${t('edited')}`}
            </span>
          </p>
          <Prose html={note.html} />
        </div>
        {mayWrite && (
          <Menu
            label={t('actions')}
            name={t('of', { name: note.author.name })}
            about={note.body.slice(0, 80)}
            items={[
              { label: t('edit'), icon: Pencil, to: `?note=${note.id}#notes` },
              { label: t('remove'), icon: Trash2, grave: true, to: `?note=${note.id}&remove=note#notes` },
            ]}
          />
        )}
      </div>
      <NoteFiles note={note} beside={mayWrite && sharing && <ShareNote note={note} sharing={sharing} />} />
      {mayWrite && <NoteDialog note={note} />}
    </li>
  )
}

/** Edits a note, or asks once more before it is removed; which one is open is in the address. */
function NoteDialog({ note }: { note: NoteView }) {
  const [query] = useSearchParams()
  if (query.get('note') !== note.id) return null
  return <OpenNote note={note} removing={query.get('remove') === 'note'} />
}

function OpenNote({ note, removing }: { note: NoteView; removing: boolean }) {
  const { t } = useTranslation('notes')
  const navigate = useNavigate()
  const refused = useRefused(undefined, { noteId: note.id })
  const { from, saved } = useBegun(note, refused)
  const close = () => {
    navigate('?', { replace: true, preventScrollReset: true })
  }
  return (
    <Dialog
      open
      onClose={close}
      title={t(removing ? 'remove_title' : 'edit')}
      description={removing ? t(note.shared ? 'remove_shared' : 'remove_lead') : undefined}
    >
      <Form method="post" preventScrollReset className="flex flex-col gap-4 [&>:empty]:-mb-4">
        <FormError words={refused.words} />
        <input type="hidden" name="noteId" value={note.id} />
        <input type="hidden" name="version" value={from.version} />
        {saved && <SavedNow typed={refused.typed} fields={[{ name: 'body', label: t('text'), value: saved.body }]} />}
        {!removing && (
          <Field label={t('text')} error={refused.field('body')}>
            <Textarea name="body" rows={8} maxLength={20_000} defaultValue={refused.typed('body') ?? from.body} />
          </Field>
        )}
        <div className="flex justify-end gap-3">
          <Button type="button" onClick={close}>
            {t('cancel')}
          </Button>
          <Button name="do" value={removing ? 'remove_note' : 'edit_note'} look={removing ? 'grave' : 'strong'}>
            {t(removing ? 'remove' : 'save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
