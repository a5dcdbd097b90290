import { Lock, Pencil, Reply, Trash2, type LucideIcon } from 'lucide-react'
import { memo, useState, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Source } from '#server/feed/queries.ts'
import type { EntryView } from '#server/feed/views.ts'
import { Avatar } from '../ui/avatar.tsx'
import { cx } from '../ui/cx.ts'
import { Badge } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import { DeleteEntry } from './delete-entry.tsx'
import { EditEntry } from './edit-entry.tsx'
import { EntryFiles } from './entry-files.tsx'
import { useIsMessage, useScene } from './feed-context.ts'
import { HappenedLine } from './happened.tsx'
import { EarlierTexts } from './history.tsx'
import { isolated } from './names.ts'
import { Prose } from './prose.tsx'
import { Quote } from './quote.tsx'

export interface EntryProps {
  entry: EntryView
  /** Goes on from the entry above, by the same person: the name is not said again. */
  goesOn: boolean
  /** It came while the page was open. */
  arrived: boolean
  /** The address leads to it; by script as well, of which the stylesheet's `:target` does not hear. */
  led: boolean
  /** Its author is here now. */
  here: boolean
  /** What it replies to, when that is shown. */
  target: EntryView | undefined
  /** The form of this entry, opened by the address. */
  editing: Source | null
  /** Whether it should be taken back, as the address asked. */
  deleting: boolean
  onReply: (entry: EntryView) => void
}

/** One comment, or one thing that happened. */
export const Entry = memo(function Entry({ entry, goesOn, arrived, led, here, target, ...rest }: EntryProps) {
  const { happened } = entry
  return (
    <li
      id={`e-${entry.id}`}
      // A tap shows what one can do with it.
      tabIndex={-1}
      className={cx(
        'group relative scroll-mt-20 rounded-box px-2 outline-none target:bg-accent-soft',
        goesOn ? 'pt-0.5 pb-1' : 'pt-2.5 pb-1',
        arrived && 'arrived',
        led ? 'bg-accent-soft' : entry.kind === 'team' && 'bg-warn-soft/60',
      )}
    >
      {happened ? (
        <HappenedLine entry={entry} happened={happened} />
      ) : (
        <div className="flex gap-3">
          <div className="w-8 shrink-0">
            {!goesOn && <Avatar name={entry.author.name} id={entry.author.id} here={here || undefined} />}
          </div>
          <div className="min-w-0 flex-1">
            {goesOn ? <span className="sr-only">{entry.author.name}</span> : <Head entry={entry} />}
            <Comment entry={entry} target={target} {...rest} />
          </div>
        </div>
      )}
    </li>
  )
})

function Head({ entry: { author, at, kind } }: { entry: EntryView }) {
  const { t } = useTranslation('feed')
  const { me, people, hostName } = useScene()
  // Any admin may write, also one who is in no list of people here: those outside read whose person it is.
  const unlisted = author.kind === 'staff' && !me.staff && !people.some(({ id }) => id === author.id)
  const from = author.account ?? (unlisted ? hostName : null)
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 pe-24">
      <bdi className="min-w-0 font-semibold wrap-anywhere">{author.name}</bdi>
      {from && <bdi className="min-w-0 text-small wrap-anywhere text-faint">{from}</bdi>}
      <Time at={at} as="clock" className="text-small text-faint" />
      {kind === 'team' && (
        <Badge tone="warn" icon={Lock}>
          {t('team_only')}
        </Badge>
      )}
    </p>
  )
}

function Comment({
  entry,
  target,
  editing,
  deleting,
  onReply,
}: Omit<EntryProps, 'goesOn' | 'arrived' | 'led' | 'here'>) {
  const { t } = useTranslation('feed')
  const { me, open } = useScene()
  const isMessage = useIsMessage()
  const [form, setForm] = useState<'edit' | 'delete' | null>(editing ? 'edit' : deleting ? 'delete' : null)
  const isMine = entry.author.id === me.id
  if (entry.deletedAt !== null || entry.html === null) {
    const words = isMine
      ? t(isMessage ? 'deleted_own_message' : 'deleted_own')
      : t(isMessage ? 'deleted_message' : 'deleted', { name: isolated(entry.author.name) })
    return (
      <div className="text-soft">
        {words} {me.staff && <EarlierTexts entry={entry} />}
      </div>
    )
  }
  const close = () => setForm(null)
  return (
    <>
      <Quote entry={entry} target={target} />
      {form === 'edit' && open ? (
        <EditEntry entry={entry} source={editing} onDone={close} />
      ) : (
        <Prose html={entry.html} />
      )}
      <EntryFiles entry={entry} />
      {entry.editedAt !== null && <EarlierTexts entry={entry} />}
      {form === 'delete' && open && <DeleteEntry entry={entry} onDone={close} />}
      {open && form === null && (
        <div
          role="group"
          aria-label={t(isMessage ? 'actions_message' : 'actions')}
          className="absolute end-2 top-1.5 flex rounded-box bg-surface opacity-0 ring-1 ring-line transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100 pointer-coarse:not-group-focus-within:bg-transparent pointer-coarse:not-group-focus-within:ring-0"
        >
          <Action icon={Reply} label={t('reply')} asks="reply" id={entry.id} onPress={() => onReply(entry)} />
          {isMine && (
            <Action icon={Pencil} label={t('edit')} asks="edit" id={entry.id} onPress={() => setForm('edit')} />
          )}
          {isMine && (
            <Action icon={Trash2} label={t('delete')} asks="delete" id={entry.id} onPress={() => setForm('delete')} />
          )}
        </div>
      )}
    </>
  )
}

interface ActionProps {
  icon: LucideIcon
  label: string
  asks: 'reply' | 'edit' | 'delete'
  id: string
  onPress: () => void
}

/** A link, so that it works without script; with it, nothing is loaded. */
function Action({ icon: Icon, label, asks, id, onPress }: ActionProps) {
  const press = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onPress()
  }
  return (
    <a
      href={`?${asks}=${id}#${asks === 'reply' ? 'write' : `e-${id}`}`}
      role="button"
      aria-label={label}
      title={label}
      onClick={press}
      className={cx(
        'inline-flex size-8 items-center justify-center rounded-box text-soft hover:bg-hover hover:text-ink',
        asks !== 'reply' && 'pointer-coarse:not-group-focus-within:hidden',
      )}
    >
      <Icon className="size-4 rtl:-scale-x-100" aria-hidden />
    </a>
  )
}
