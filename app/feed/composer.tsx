import { CornerUpLeft, Send, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../frame/words.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { useRefused } from '../ui/refused.tsx'
import { Switch } from '../ui/tick.tsx'
import { AttachingList, Clip } from './attaching.tsx'
import { AudienceLine } from './audience-line.tsx'
import { audienceField, useScene } from './feed-context.ts'
import type { Draft } from './kept.ts'
import { isolated } from './names.ts'
import { useAttaching } from './use-attaching.ts'
import { WordsField } from './words-field.tsx'

/** As the server counts them. */
const MOST = 10_000
/** The counter shows from here on. */
const NEAR = 9_000

interface ComposerProps {
  draft: Draft
  onChange: (change: Partial<Draft>) => void
  /** Sends what is written; answers its id. */
  onSend: () => string
  onTyping: () => void
  canTeamOnly: boolean
  /** The comment's id when it is sent without script. */
  sentId: string
}

/** How the keyboard sends; not where one writes with a finger. */
const SendsBy = ({ words }: { words: string }) => (
  <span className="ms-auto text-fine text-faint max-sm:hidden pointer-coarse:hidden">{words}</span>
)

/** Where one writes, with who will read it always named above [B7]. Without script it is a plain form. */
export function Composer({ draft, onChange, onSend, onTyping, canTeamOnly, sentId }: ComposerProps) {
  const { t } = useTranslation('feed')
  const say = useWords()
  const { audience, subject } = useScene()
  const isMessage = subject.kind === 'conversation'
  const id = useId()
  const field = useRef<HTMLTextAreaElement>(null)
  const refused = useRefused()
  const isRefused = refused.typed('intent') === 'post'
  const [empty, setEmpty] = useState(false)
  const [sent, setSent] = useState(0)
  const attaching = useAttaching()
  const { replyTo } = draft
  const over = draft.body.length - MOST
  const send = () => {
    const nothing = draft.body.trim() === ''
    // What the team alone reads carries no files: files are seen by everyone who is in this.
    const files = !draft.teamOnly && attaching.ready.length > 0
    setEmpty(nothing && !files)
    if ((nothing && !files) || over > 0) {
      field.current?.focus()
      return
    }
    setSent(sent + 1)
    const sentId = nothing ? null : onSend()
    if (files) attaching.send(sentId)
  }
  const error = empty ? say({ key: 'comment_empty' }) : isRefused ? (refused.field('body') ?? refused.words) : null
  return (
    <form
      id="write"
      data-says
      method="post"
      className={cx(
        'flex flex-col gap-2 rounded-box bg-surface p-3 ring-1',
        draft.teamOnly ? 'ring-2 ring-warn' : attaching.over ? 'bg-accent-soft ring-accent' : 'ring-line',
      )}
      {...attaching.catching}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <input type="hidden" name="intent" value="post" />
      <input type="hidden" name="sentId" value={sentId} />
      <input type="hidden" name="audience" value={audienceField(audience)} />
      {replyTo && <input type="hidden" name="replyTo" value={replyTo.id} />}
      <AudienceLine id={`${id}-audience`} teamOnly={draft.teamOnly} sent={sent} />
      {replyTo && (
        <p className="flex items-center gap-1.5 text-small text-soft">
          <CornerUpLeft className="size-3.5 shrink-0 rtl:-scale-x-100" aria-hidden />
          <span className="min-w-0 truncate">{t('replying_to', { name: isolated(replyTo.name) })}</span>
          <IconButton
            label={t('reply_cancel')}
            icon={X}
            className="size-7!"
            onClick={() => onChange({ replyTo: null })}
          />
        </p>
      )}
      <AttachingList attaching={attaching} />
      <div className="flex items-end gap-2">
        <Clip attaching={attaching} teamOnly={draft.teamOnly} />
        <WordsField
          id={id}
          field={field}
          draft={draft}
          onChange={onChange}
          onTyped={(text) => {
            setEmpty(false)
            if (text.trim()) onTyping()
          }}
          onSend={send}
          optional={attaching.ready.length > 0}
          explained={error !== null}
          invalid={error !== null || over > 0}
        />
        <Button
          look="strong"
          icon={Send}
          onClick={(event) => {
            // The second press of a double click finds the field empty: it has been sent.
            if (event.detail > 1 && draft.body === '') event.preventDefault()
          }}
          className="rtl:[&>svg]:-scale-x-100"
        >
          <span className="max-sm:sr-only">{t('send')}</span>
        </Button>
      </div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 empty:hidden">
        {canTeamOnly && (
          <Switch
            name="teamOnly"
            label={t('to_team')}
            checked={draft.teamOnly}
            onChange={({ target }) => {
              onChange({ teamOnly: target.checked })
            }}
          />
        )}
        {error && (
          <p id={`${id}-error`} role="alert" className="min-w-0 flex-1 text-small text-bad">
            {error}
          </p>
        )}
        {!error && <SendsBy words={isMessage ? t('send_hint_enter') : t('send_hint')} />}
        {draft.body.length > NEAR && (
          <span
            className={cx(
              'text-small tabular-nums max-sm:ms-auto pointer-coarse:ms-auto',
              over > 0 ? 'text-bad' : 'text-faint',
            )}
          >
            {over > 0 ? t('over', { count: over }) : t('left', { count: -over })}
          </span>
        )}
      </div>
    </form>
  )
}
