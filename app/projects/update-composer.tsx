import { useFetcher, useParams } from '@remix-run/react'
import { Send } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReasonId } from '#server/access/can.ts'
import { useDraft } from '~/feed/use-draft.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { useWords } from '~/frame/words.ts'
import { Button } from '~/ui/button.tsx'
import { Textarea } from '~/ui/input.tsx'
import { FoldedComposer } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { ReadBy } from './read-by.tsx'

interface Props {
  audience: { id: string; name: string }[]
  /** The update's id, so that a form that is sent again is stored once. */
  sentId: string
  /** Why one may not post here; null where one may. */
  refused: ReasonId | null
  stream: string
}

const NOTHING = { body: '', replyTo: null }

/** Where staff write an update. What is typed is kept on this device; when the right ends the field closes, and the draft stays [B8]. */
export function UpdateComposer({ audience, sentId, refused: closed, stream }: Props) {
  const { t } = useTranslation('projects')
  const say = useWords()
  const id = useId()
  const { person } = useFrame().frame
  const { grant = null } = useParams()
  const [draft, change] = useDraft({ userId: person.id, grant, stream: `${stream}#update` }, NOTHING)
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'post-update' })
  const sent = useRef<string | null>(null)
  const { data } = fetcher
  useEffect(() => {
    if (data === undefined || sent.current === null) return
    // Only what was stored leaves the field: after a refusal the text stays.
    if (!(typeof data === 'object' && data !== null && 'refused' in data)) change({ body: '' })
    sent.current = null
  }, [data, change])
  if (closed !== null)
    return draft.body.trim() === '' ? null : (
      <FoldedComposer
        reason={`${say({ key: closed })} ${t('updates.kept')}`}
        draft={draft.body}
        draftLabel={t('updates.kept_label')}
      />
    )
  const typed = refused.typed('body')
  return (
    <fetcher.Form
      method="post"
      className="flex flex-col gap-2 rounded-box bg-surface p-3 ring-1 ring-line"
      onSubmit={() => (sent.current = sentId)}
    >
      <input type="hidden" name="intent" value="post-update" />
      <input type="hidden" name="sentId" value={sentId} />
      <input type="hidden" name="audience" value={audience.map((one) => one.id).join(' ')} />
      {refused.words && <FormError words={refused.field('body') ?? refused.words} />}
      <ReadBy id={id} people={audience} />
      <Textarea
        name="body"
        required
        rows={2}
        maxLength={10_000}
        value={draft.body || (typed ?? '')}
        onChange={({ target }) => change({ body: target.value })}
        aria-label={t('updates.write')}
        aria-describedby={id}
        placeholder={t('updates.placeholder')}
      />
      <span className="flex justify-end">
        <Button look="strong" icon={Send} busy={fetcher.state !== 'idle'} className="rtl:[&>svg]:-scale-x-100">
          {t('updates.post')}
        </Button>
      </span>
    </fetcher.Form>
  )
}
