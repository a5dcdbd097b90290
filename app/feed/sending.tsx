import { CircleAlert, Clock3, LoaderCircle, Lock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useWords } from '../frame/words.ts'
import type { Sending } from '../live/outgoing.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { Badge } from '../ui/status.tsx'
import { useScene } from './feed-context.ts'
import { withoutTokens } from './mention-text.ts'

interface SendingProps {
  one: Sending
  onAgain: () => void
  /** Puts the text back where it was written. */
  onTakeBack: () => void
  onDiscard: () => void
}

/** A comment on its way: there at once, with how far it has got. */
export function SendingRow({ one, onAgain, onTakeBack, onDiscard }: SendingProps) {
  const { t } = useTranslation('feed')
  const say = useWords()
  const { me, people } = useScene()
  const { body } = withoutTokens(one.fields.body ?? '', (id) => people.find((person) => person.id === id)?.name)
  const isTeam = one.fields.teamOnly === 'on'
  const grown = one.words?.key === 'audience_grown'
  return (
    <li className={cx('rounded-box px-2 pt-2.5 pb-1', isTeam && 'bg-warn-soft/60')}>
      <div className="flex gap-3">
        <Avatar name={me.name} id={me.id} />
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-baseline gap-x-2">
            <bdi className="font-semibold">{me.name}</bdi>
            {one.state !== 'refused' && <Progress state={one.state} />}
            {isTeam && (
              <Badge tone="warn" icon={Lock}>
                {t('team_only')}
              </Badge>
            )}
          </p>
          <p
            dir="auto"
            className={cx('whitespace-pre-wrap [overflow-wrap:anywhere]', one.state !== 'sent' && 'text-soft')}
          >
            {body}
          </p>
          {one.state === 'refused' && (
            <div role="alert" className="mt-2 rounded-box bg-bad-soft px-4 py-3">
              <p className="flex items-start gap-2">
                <CircleAlert className="mt-0.5 size-4 shrink-0 text-bad" aria-hidden />
                <span className="min-w-0">
                  <strong className="font-medium">{t('refused')}</strong> {one.words && say(one.words)}
                </span>
              </p>
              <div className="mt-2 flex flex-wrap gap-2 ps-6">
                <Button type="button" size="small" onClick={onAgain}>
                  {grown ? t('send_anyway') : t('again')}
                </Button>
                <Button type="button" size="small" onClick={onTakeBack}>
                  {t('take_back')}
                </Button>
                <Button type="button" size="small" look="plain" onClick={onDiscard}>
                  {t('discard')}
                </Button>
              </div>
            </div>
          )}
        </div>
      </div>
    </li>
  )
}

function Progress({ state }: { state: 'sending' | 'waiting' | 'sent' }) {
  const { t } = useTranslation('feed')
  if (state === 'sent') return null
  const Icon = state === 'sending' ? LoaderCircle : Clock3
  return (
    <span className="inline-flex items-center gap-1.5 text-small text-faint">
      <Icon className={cx('size-3.5', state === 'sending' && 'animate-spin')} aria-hidden />
      {t(state)}
    </span>
  )
}
