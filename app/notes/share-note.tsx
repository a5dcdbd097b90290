import { useFetcher } from '@remix-run/react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isolated, useNames } from '~/feed/names.ts'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { Switch } from '~/ui/tick.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'
import { useRevalidate } from '~/ui/use-revalidate.ts'

export interface Sharing {
  /** The account's name. */
  account: string
  /** Who of it would see the note. */
  readers: readonly { id: string; name: string }[]
}

interface ShareNoteProps {
  note: { id: string; shared: boolean }
  sharing: Sharing
}

/** "Share with client": who would see the note is said before it is shown [E8], and asked again if they are more by then [B7]; taking it back is in force as soon as it is pressed. */
export function ShareNote({ note, sharing }: ShareNoteProps) {
  const { t } = useTranslation('notes')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { do: 'share_note', noteId: note.id })
  const { save, pressed } = useInTurn(fetcher)
  const [asking, ask] = useState<'first' | 'again' | null>(null)
  const { refusal } = refused
  const grown = refusal?.words.key === 'note_audience_grown' ? refusal : null
  const revalidate = useRevalidate()
  useEffect(() => {
    if (!grown) return
    revalidate()
    ask('again')
  }, [grown, revalidate])
  const audience = sharing.readers.map(({ id }) => id).join(' ')
  const shared = pressed ? pressed.has('shared') : note.shared
  const share = (wanted: boolean) => {
    const form = new FormData()
    form.set('do', 'share_note')
    form.set('noteId', note.id)
    form.set('audience', audience)
    if (wanted) form.set('shared', 'on')
    save(form)
  }
  const words = useWords(sharing)
  return (
    <fetcher.Form method="post" className="flex flex-wrap items-center gap-3">
      <input type="hidden" name="do" value="share_note" />
      <input type="hidden" name="noteId" value={note.id} />
      <input type="hidden" name="audience" value={audience} />
      <Switch
        name="shared"
        label={t('share')}
        help={t(note.shared ? 'is_shared' : 'is_internal')}
        checked={shared}
        onChange={({ target }) => (target.checked ? ask('first') : share(false))}
      />
      <noscript>
        {!note.shared && <p className="text-small">{`${words.title} ${words.lead}`}</p>}
        <Button size="small">{t('save')}</Button>
      </noscript>
      {!asking && <FormError words={refused.words} />}
      {asking && (
        <Dialog
          open
          onClose={() => ask(null)}
          title={words.title}
          description={words.lead}
          footer={
            <>
              <Button type="button" onClick={() => ask(null)}>
                {t('share_not')}
              </Button>
              <Button
                type="button"
                look="strong"
                data-does
                onClick={() => {
                  ask(null)
                  share(true)
                }}
              >
                {t('share_do')}
              </Button>
            </>
          }
        >
          {asking === 'again' && <FormError words={refused.words} />}
        </Dialog>
      )}
    </fetcher.Form>
  )
}

function useWords({ account, readers }: Sharing) {
  const { t } = useTranslation('notes')
  const names = useNames()
  const [count, name] = [readers.length, isolated(account)]
  if (count === 0) return { title: t('share_ask_nobody', { name }), lead: t('share_ask_later') }
  return {
    title: t('share_ask', { count, name }),
    lead: t('share_ask_who', { names: names(readers.map((one) => one.name)) }),
  }
}
