import { ChevronDown, Eye, Lock } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Person } from '#server/feed/people.ts'
import { cx } from '../ui/cx.ts'
import { useScene } from './feed-context.ts'
import { isolated, useNames } from './names.ts'

/** So many names stand in the line; the others are one press away. */
const MOST = 6

/** Who of the host may read a subject without being in it. */
const LOOKS_IN = { task: 'admins', conversation: 'admins', contract: 'everybody', project: 'everybody' } as const

interface AudienceLineProps {
  teamOnly: boolean
  id?: string
  /** Differs once something was sent: its readers are folded away. */
  sent?: number
}

/** Who will read what is being written [B7]: said again when they become others under the writer's hands. */
export function AudienceLine({ teamOnly, id, sent = 0 }: AudienceLineProps) {
  const { t } = useTranslation('feed')
  const { audience, later, only, me, people, hostName, subject } = useScene()
  const names = useNames()
  const [open, setOpen] = useFolded(sent)
  const team = people.filter(({ id, kind }) => kind === 'staff' && id !== me.id).length
  const Icon = teamOnly ? Lock : Eye
  const lineOf = (readers: readonly Person[]) => {
    const rest = readers.length > MOST ? readers.length - MOST + 1 : 0
    const line = readers.slice(0, readers.length - rest).map(({ name }) => name)
    return rest > 0 ? [...line, t('audience.more', { count: rest })] : line
  }
  const now = lineOf(audience.filter((person) => !later.includes(person)))
  if (LOOKS_IN[subject.kind] === 'everybody') now.push(t('audience.everyone', { host: hostName }))
  else if (team > 0) now.push(t('audience.of_host', { count: team, host: hostName }))
  return (
    <div
      id={id}
      aria-live="polite"
      className={cx('flex items-start gap-2 text-small', teamOnly ? 'font-medium text-warn' : 'text-soft')}
    >
      <Icon className="mt-0.5 size-3.5 shrink-0" aria-hidden />
      {only !== null && !teamOnly ? (
        <p className="min-w-0 [overflow-wrap:anywhere]">
          {t(me.staff && audience.length === 0 ? 'audience.nobody_now' : 'audience.one', { name: isolated(only) })}
        </p>
      ) : (
        <details open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)} className="group min-w-0">
          <summary className="-my-0.5 flex min-h-6 items-start gap-1 py-0.5 hover:text-ink">
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {teamOnly
                ? t('audience.only_team')
                : t(`audience.${said(now.length > 0, later.length > 0)}`, {
                    names: names(now),
                    later: names(lineOf(later)),
                  })}
            </span>
            <ChevronDown className="mt-0.5 size-3.5 shrink-0 text-faint group-open:-scale-y-100" aria-hidden />
          </summary>
          <Everyone teamOnly={teamOnly} />
        </details>
      )}
    </div>
  )
}

/** What is said where there are readers `now`, and others once what is written leaves Draft. */
const said = (now: boolean, later: boolean) =>
  now ? (later ? 'now_and_out_of_draft' : 'label') : later ? 'only_out_of_draft' : 'nobody_else'

/** Whether it is unfolded: Escape folds it, from wherever the focus is, unless the key was another's. */
function useFolded(sent: number) {
  const [open, setOpen] = useState(false)
  useEffect(() => setOpen(false), [sent])
  useEffect(() => {
    if (!open) return
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) setOpen(false)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [open])
  return [open, setOpen] as const
}

/** Every reader by name, in whose name they read, and who the team is. */
function Everyone({ teamOnly }: { teamOnly: boolean }) {
  const { t } = useTranslation('feed')
  const { audience, people, me, hostName, subject } = useScene()
  const team = people.filter(({ id, kind }) => kind === 'staff' && id !== me.id)
  return (
    <ul className="mt-1 flex max-h-32 flex-col gap-0.5 overflow-y-auto font-normal text-soft [overflow-wrap:anywhere]">
      {(teamOnly ? team : [...audience, ...team]).map((person) => (
        <li key={person.id}>
          <bdi>{person.name}</bdi>
          <span className="text-faint">
            {' · '}
            <bdi>{person.account ?? hostName}</bdi>
          </span>
        </li>
      ))}
      <li className="text-faint">{t(`audience.${LOOKS_IN[subject.kind]}`, { host: isolated(hostName) })}</li>
      {teamOnly && <li className="text-faint">{t('audience.only_team_help')}</li>}
    </ul>
  )
}
