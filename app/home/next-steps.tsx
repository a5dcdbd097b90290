import { Link } from '@remix-run/react'
import { Circle, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NextStep } from '#server/home/next-steps.ts'
import { Section } from '~/ui/card.tsx'
import { cx } from '~/ui/cx.ts'

/** What a new portal needs next: each step leads to where it is done; what is done is ticked. */
export function NextSteps({ steps }: { steps: NextStep[] }) {
  const { t } = useTranslation('home')
  const next = steps.find(({ done }) => !done)
  return (
    <Section
      title={t('next.title')}
      help={t('next.lead')}
      kind="list"
      action={
        <span className="text-small text-faint tabular-nums">
          {t('next.of', { done: steps.filter(({ done }) => done).length, all: steps.length })}
        </span>
      }
    >
      <ol className="divide-y divide-line">
        {steps.map(({ step, done, to }) => (
          <li key={step} className={cx('relative flex items-start gap-3 px-4 py-3', !done && 'hover:bg-hover')}>
            {done ? (
              <CircleCheck className="mt-0.5 size-[18px] shrink-0 text-good" aria-hidden />
            ) : (
              <Circle
                className={cx('mt-0.5 size-[18px] shrink-0', next?.step === step ? 'text-accent' : 'text-faint')}
                aria-hidden
              />
            )}
            <div className="min-w-0">
              {done ? (
                <p className="text-soft">
                  {t(`next.step.${step}`)} <span className="sr-only">({t('next.done')})</span>
                </p>
              ) : (
                <>
                  <Link
                    to={to}
                    className={cx('after:absolute after:inset-0', next?.step === step && 'font-medium text-accent')}
                  >
                    {t(`next.step.${step}`)}
                  </Link>
                  <p className="text-small text-faint">{t(`next.note.${step}`)}</p>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  )
}
