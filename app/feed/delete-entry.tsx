import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryView } from '#server/feed/views.ts'
import { useWords } from '../frame/words.ts'
import { Button } from '../ui/button.tsx'
import { useIsMessage, useScene } from './feed-context.ts'
import { isolated } from './names.ts'
import { useForm } from './use-form.ts'

/** Asks before a comment is taken back: it cannot be brought again. */
export function DeleteEntry({ entry, onDone }: { entry: EntryView; onDone: () => void }) {
  const { t } = useTranslation('feed')
  const say = useWords()
  const { hostName } = useScene()
  const isMessage = useIsMessage()
  const { busy, words, send } = useForm(onDone)
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <form
      method="post"
      className="my-2 rounded-box bg-bad-soft px-4 py-3"
      onSubmit={(event) => {
        event.preventDefault()
        void send({ intent: 'delete-entry', entryId: entry.id })
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onDone()
      }}
    >
      <input type="hidden" name="intent" value="delete-entry" />
      <input type="hidden" name="entryId" value={entry.id} />
      <p>{t(isMessage ? 'delete_ask_message' : 'delete_ask', { host: isolated(hostName) })}</p>
      <p role="alert" className="text-bad empty:hidden">
        {words && say(words)}
      </p>
      <div className="mt-3 flex flex-wrap gap-2">
        <Button look="grave" size="small" busy={busy}>
          {t('delete_do')}
        </Button>
        <Button ref={keep} type="button" size="small" onClick={onDone}>
          {t('delete_keep')}
        </Button>
      </div>
    </form>
  )
}
