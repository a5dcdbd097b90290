import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Source } from '#server/feed/queries.ts'
import type { EntryView } from '#server/feed/views.ts'
import { useWords } from '../frame/words.ts'
import { Button } from '../ui/button.tsx'
import { Textarea } from '../ui/input.tsx'
import { useRefused } from '../ui/refused.tsx'
import { SavedNow } from '../ui/saved-now.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { AudienceLine } from './audience-line.tsx'
import { audienceField, useScene } from './feed-context.ts'
import { mentionable, namedInFull, withoutTokens, withTokens } from './mention-text.ts'
import { useForm } from './use-form.ts'

/** The text of one's own comment as it is now; null where it is gone. Throws where nobody answers. */
async function sourceOf(address: string, id: string, signal?: AbortSignal): Promise<Source | null> {
  const answer = await fetch(`${address}?source=${id}`, signal ? { signal } : {})
  return answer.ok ? ((await answer.json()) as Source) : null
}

/** The form in which one changes one's own comment. `source`: its text, when the page came with it. */
export function EditEntry({
  entry,
  source: given,
  onDone,
}: {
  entry: EntryView
  source: Source | null
  onDone: () => void
}) {
  const { address } = useScene()
  const [source, setSource] = useState(given)
  useEffect(() => {
    if (source) return
    const leaving = new AbortController()
    sourceOf(address, entry.id, leaving.signal)
      .then((found) => (found ? setSource(found) : onDone()))
      .catch(() => undefined)
    return () => leaving.abort()
  }, [address, entry.id, source, onDone])
  return source ? <Form entry={entry} source={source} onDone={onDone} /> : <Skeleton className="h-16" />
}

function Form({ entry, source, onDone }: { entry: EntryView; source: Source; onDone: () => void }) {
  const { t } = useTranslation('feed')
  const say = useWords()
  const refused = useRefused()
  const { address, audience, people, me } = useScene()
  const { busy, words, send } = useForm(onDone)
  const { body, mentions } = withoutTokens(source.body, (id) => source.names[id])
  const isRefused = refused.typed('intent') === 'edit-entry' && refused.typed('entryId') === entry.id
  // What was saved elsewhere meanwhile: shown, it is what the next Save is against.
  const [saved, setSaved] = useState(isRefused && refused.status === 409 ? source : null)
  const { was } = saved ?? source
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    const box = field.current
    if (!box) return
    if (box.value === source.body) box.value = body
    box.focus()
    box.setSelectionRange(box.value.length, box.value.length)
  }, [body, source.body])
  const save = async () => {
    const typed = field.current?.value ?? ''
    const no = await send({
      intent: 'edit-entry',
      entryId: entry.id,
      body: withTokens(typed, { ...namedInFull(typed, mentionable(people, me, entry.kind === 'team')), ...mentions }),
      audience: audienceField(audience),
      was: was ?? '',
    })
    if (no?.key === 'entry_changed') setSaved(await sourceOf(address, entry.id).catch(() => null))
  }
  const error = words ? say(words) : isRefused ? (refused.field('body') ?? refused.words) : null
  return (
    <form
      method="post"
      data-says
      className="my-1 flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save()
      }}
    >
      <input type="hidden" name="intent" value="edit-entry" />
      <input type="hidden" name="entryId" value={entry.id} />
      <input type="hidden" name="audience" value={audienceField(audience)} />
      <input type="hidden" name="was" value={was ?? ''} />
      {saved && (
        <SavedNow
          typed={() => undefined}
          fields={[{ name: 'body', label: t('edit'), value: withoutTokens(saved.body, (id) => saved.names[id]).body }]}
        />
      )}
      <AudienceLine teamOnly={entry.kind === 'team'} />
      {/* Without script the ids stand in the text, so that no mention is lost. */}
      <Textarea
        ref={field}
        name="body"
        rows={2}
        required
        onInvalid={(event) => {
          event.preventDefault()
          void save()
        }}
        aria-label={t('edit')}
        aria-invalid={error ? true : undefined}
        defaultValue={isRefused ? refused.typed('body') : source.body}
      />
      <p role="alert" className="text-small text-bad empty:hidden">
        {error}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="strong" size="small" busy={busy}>
          {t('save')}
        </Button>
        <Button type="button" size="small" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
