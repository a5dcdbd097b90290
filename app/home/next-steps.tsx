import { Link } from '@remix-run/react'
import { Circle, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NextStep } from '#server/home/next-steps.ts'
import { Section } from '~/ui/card.tsx'
import { cx } from '~/ui/cx.ts'

/** What a new portal needs next: each step that can be done leads to where it is done; what is done is ticked. */
export function NextSteps({ steps }: { steps: NextStep[] }) {
  const { t } = useTranslation('home')
  const next = steps.find(({ done, optional }) => !done && !optional)
  // What need not be done is counted once it is done: so many are ticked as the count says.
  const counted = steps.filter(({ done, optional }) => done || !optional)
  return (
    <Section
      title={t('next.title')}
      help={t('next.lead')}
      kind="list"
      action={
        <span className="text-small text-faint tabular-nums">
          {t('next.of', { done: counted.filter(({ done }) => done).length, all: counted.length })}
        </span>
      }
    >
      <ol className="divide-y divide-line">
        {steps.map((step) => (
          <Step key={step.step} {...step} isNext={step === next} />
        ))}
      </ol>
    </Section>
  )
}

function Step({ step, done, optional, to, isNext }: NextStep & { isNext: boolean }) {
  const { t } = useTranslation(['home', 'common'])
  const leads = !done && to !== null
  const Icon = done ? CircleCheck : Circle
  return (
    <li className={cx('relative flex items-start gap-3 px-4 py-3', leads && 'hover:bg-hover')}>
      <Icon
        className={cx('mt-0.5 size-[18px] shrink-0', done ? 'text-good' : isNext ? 'text-accent' : 'text-faint')}
        aria-hidden
      />
      <div className="min-w-0">
        {leads ? (
          <Link to={to} className={cx('after:absolute after:inset-0', isNext && 'font-medium text-accent')}>
            {t(`home:next.step.${step}`)}
          </Link>
        ) : (
          <span className="text-soft">{t(`home:next.step.${step}`)}</span>
        )}
        {done && <span className="sr-only"> ({t('home:next.done')})</span>}
        {!done && optional && <span className="text-faint"> {t('common:field.optional')}</span>}
        {!done && <p className="text-small text-faint">{t(`home:next.note.${step}`)}</p>}
      </div>
    </li>
  )
}
