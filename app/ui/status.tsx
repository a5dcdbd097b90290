import {
  Archive,
  Ban,
  CheckCheck,
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  Clock,
  Eye,
  FilePen,
  Flag,
  Hourglass,
  Inbox,
  PauseCircle,
  PenLine,
  PlayCircle,
  type LucideIcon,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Freeze } from '#server/access/viewer-row.ts'
import { cx } from './cx.ts'

export type Tone = 'plain' | 'accent' | 'info' | 'good' | 'warn' | 'bad'

const tones: Record<Tone, string> = {
  plain: 'bg-sunken text-soft',
  accent: 'bg-accent-soft text-accent',
  info: 'bg-info-soft text-info',
  good: 'bg-good-soft text-good',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
}

/** A word in its colour; a status adds the picture, so that nothing depends on seeing the hue. */
export function Badge({
  tone = 'plain',
  icon: Icon,
  children,
}: {
  tone?: Tone
  icon?: LucideIcon | undefined
  children: ReactNode
}) {
  return (
    <span
      className={cx(
        'inline-flex h-6 items-center gap-1.5 rounded-full px-2.5 text-fine font-medium whitespace-nowrap',
        tones[tone],
      )}
    >
      {Icon && <Icon className="size-3.5 shrink-0" aria-hidden />}
      {children}
    </span>
  )
}

/** How somebody, or an account, is frozen; nothing where they are not [A17]. */
export function FrozenBadge({ how }: { how: Freeze | null | undefined }) {
  const { t } = useTranslation('statuses')
  return how && <Badge tone="warn">{t(`frozen.${how}`)}</Badge>
}

const statuses = {
  task: {
    draft: ['plain', FilePen],
    new: ['info', CircleDashed],
    in_progress: ['accent', CircleDot],
    ready_for_review: ['warn', Eye],
    done: ['good', CircleCheck],
    declined: ['bad', CircleX],
    on_hold: ['plain', PauseCircle],
    cancelled: ['plain', Ban],
  },
  project: {
    planned: ['info', CircleDashed],
    active: ['accent', PlayCircle],
    on_hold: ['plain', PauseCircle],
    done: ['good', CircleCheck],
    cancelled: ['plain', Ban],
  },
  contract: {
    requested: ['info', Inbox],
    draft: ['plain', FilePen],
    in_review: ['info', Eye],
    awaiting_approval: ['warn', Hourglass],
    approved: ['good', CircleCheck],
    out_for_signature: ['warn', PenLine],
    active: ['accent', CheckCheck],
    expired: ['plain', Archive],
    terminated: ['plain', Ban],
    rejected: ['bad', CircleX],
    on_hold: ['plain', PauseCircle],
  },
  priority: {
    low: ['plain', Flag],
    normal: ['plain', Flag],
    high: ['warn', Flag],
    urgent: ['bad', CircleAlert],
  },
  mail: {
    waiting: ['info', Clock],
    kept: ['plain', Inbox],
    dropped: ['plain', Ban],
    sent: ['good', CircleCheck],
    failed: ['bad', CircleAlert],
  },
} satisfies Record<string, Record<string, readonly [Tone, LucideIcon]>>

type Statuses = typeof statuses
type Named<Of extends keyof Statuses> = keyof Statuses[Of] & string

/** The state of a thing by hue, icon and word. The words are in the `statuses` namespace. */
export function Status<Of extends keyof Statuses>({ of, is }: { of: Of; is: Named<Of> }) {
  const { t } = useTranslation('statuses')
  const [tone, icon] = (statuses[of] as Record<string, readonly [Tone, LucideIcon]>)[is] ?? ['plain', undefined]
  return (
    <Badge tone={tone} icon={icon}>
      {t(`${of}.${is}` as 'task.new')}
    </Badge>
  )
}
