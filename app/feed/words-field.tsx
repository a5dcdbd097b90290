import { useEffect, type KeyboardEvent, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Textarea } from '../ui/input.tsx'
import { useScene } from './feed-context.ts'
import type { Draft } from './kept.ts'
import { MentionPicker } from './mention-picker.tsx'
import { mentionable } from './mention-text.ts'
import { useMentions } from './use-mentions.ts'

interface WordsFieldProps {
  /** Of the composer it is in. */
  id: string
  field: RefObject<HTMLTextAreaElement>
  draft: Draft
  /** Always the same one: with another, what stands in the field is taken anew. */
  onChange: (change: Partial<Draft>) => void
  /** Called with each key that changes the words. */
  onTyped: (text: string) => void
  /** It was asked to be sent, by the keyboard or the browser. */
  onSend: () => void
  /** What was sent may have no words. */
  optional: boolean
  /** It is told why it was not sent, below. */
  explained: boolean
  invalid: boolean
}

/** The words of a comment or message, with who of its readers can be mentioned, and the keys that send it. */
export function WordsField({ id, field, draft, onChange, onTyped, onSend, ...it }: WordsFieldProps) {
  const { t } = useTranslation('feed')
  const { people, me, subject } = useScene()
  const isMessage = subject.kind === 'conversation'
  const { picker, ...mentions } = useMentions(field, mentionable(people, me, draft.teamOnly), (text, person, caret) => {
    onChange({ body: text, mentions: { ...draft.mentions, [person.name]: person.id } })
    requestAnimationFrame(() => field.current?.setSelectionRange(caret, caret))
  })
  const picks = picker.people.length > 0

  // What was typed before the script was there is not lost.
  useEffect(() => {
    const typed = field.current?.value ?? ''
    if (typed) onChange({ body: typed })
  }, [field, onChange])
  const { replyTo } = draft
  useEffect(() => {
    if (replyTo) field.current?.focus()
  }, [field, replyTo])

  const press = (event: KeyboardEvent) => {
    if (mentions.steer(event)) return
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    // Under a finger Enter is the only way to a new line.
    const sends = isMessage && !event.shiftKey && !event.altKey && !window.matchMedia('(pointer: coarse)').matches
    if (!sends && !event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    onSend()
  }
  return (
    <div className="relative flex min-w-0 flex-1">
      <MentionPicker id={`${id}-people`} {...picker} />
      <Textarea
        ref={field}
        name="body"
        rows={1}
        required={!it.optional}
        onInvalid={(event) => {
          event.preventDefault()
          onSend()
        }}
        value={draft.body}
        aria-label={draft.teamOnly ? t('write_team') : isMessage ? t('write_message') : t('write')}
        placeholder={draft.teamOnly ? t('placeholder_team') : isMessage ? t('placeholder_message') : t('placeholder')}
        aria-describedby={it.explained ? `${id}-audience ${id}-error` : `${id}-audience`}
        aria-invalid={it.invalid || undefined}
        aria-autocomplete="list"
        aria-controls={picks ? `${id}-people` : undefined}
        aria-activedescendant={picks ? `${id}-people-${picker.at}` : undefined}
        onChange={({ target }) => {
          onChange({ body: target.value })
          mentions.look()
          onTyped(target.value)
        }}
        onSelect={mentions.look}
        onBlur={mentions.close}
        onKeyDown={press}
      />
    </div>
  )
}
