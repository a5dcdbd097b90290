import { Link, useActionData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ProjectView } from '#server/projects/views.ts'
import { useNames } from '~/feed/names.ts'
import { AsidePart } from '~/frame/page.tsx'
import { questionIn } from '~/tasks/question-in.ts'
import { SecondAccountQuestion } from '~/tasks/second-account-question.tsx'
import { Button, buttonLook } from '~/ui/button.tsx'
import { cx } from '~/ui/cx.ts'
import { isDone } from '~/ui/refused.tsx'
import { SaveBar } from '~/ui/save-bar.tsx'
import { useTold } from '~/ui/use-told.ts'

interface Props {
  project: ProjectView
  /** The counterparty's people: who reads more, or less, from then on. */
  people: { name: string }[]
  abilities: Abilities
}

/** For staff: what the counterparty sees of the tasks; before it is changed stands who they are [B2]. */
export function ProjectSharing({ project, people, abilities }: Props) {
  const { t } = useTranslation('projects')
  const fetcher = useTold({ intent: 'share' })
  const answer = useActionData()
  const asks = questionIn(fetcher.data ?? answer)
  const account = project.inside?.account
  if (!project.sharing || !account) return null
  const busy = fetcher.state !== 'idle'
  const wanted = fetcher.formData?.get('shared')
  const shared = wanted ? wanted === 'yes' : project.sharing.counterpartySeesTasks
  const saved = !busy && !asks && isDone(fetcher.data)
  return (
    <AsidePart title={t('sharing.title', { account: account.name })}>
      <p className="text-small text-soft">{t(shared ? 'sharing.all' : 'sharing.own')}</p>
      {saved && <SaveBar saving={{ state: 'saved' }} />}
      {abilities['project.edit'] === null && (
        <fetcher.Form method="post" className="mt-2">
          <input type="hidden" name="intent" value="share" />
          {asks && !shared ? (
            <SecondAccountQuestion question={asks}>
              <Button look="strong" size="small" name="shared" value="yes" busy={busy}>
                {t('second.agree')}
              </Button>
              <Link to="." reloadDocument className={buttonLook({ size: 'small' })}>
                {t('second.back')}
              </Link>
            </SecondAccountQuestion>
          ) : (
            <Ask
              key={String(shared)}
              way={shared ? 'close' : 'open'}
              account={account.name}
              people={people}
              busy={busy}
            />
          )}
        </fetcher.Form>
      )}
    </AsidePart>
  )
}

/** The question before it is done, also without script. */
function Ask({
  way,
  account,
  people,
  busy,
}: {
  way: 'open' | 'close'
  account: string
  people: Props['people']
  busy: boolean
}) {
  const { t } = useTranslation('projects')
  const names = useNames()
  return (
    <details>
      <summary
        // A name may be long: it goes on in a second line.
        className={cx(
          buttonLook({ size: 'small' }),
          'h-auto! min-h-8 max-w-full py-1.5 text-start wrap-anywhere whitespace-normal!',
        )}
      >
        {t(`sharing.${way}`, { account })}
      </summary>
      <div className="mt-3 flex flex-col gap-3 rounded-box bg-sunken px-4 py-3">
        <p className="text-small wrap-anywhere">
          {people.length > 0
            ? t(`sharing.${way}_ask`, { names: names(people.map(({ name }) => name)) })
            : t(`sharing.${way}_ask_nobody`, { account })}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button look="strong" size="small" name="shared" value={way === 'open' ? 'yes' : 'no'} busy={busy}>
            {t(`sharing.${way}_do`)}
          </Button>
          <Button
            type="button"
            size="small"
            onClick={({ currentTarget }) => currentTarget.closest('details')?.removeAttribute('open')}
          >
            {t('sharing.keep')}
          </Button>
        </div>
      </div>
    </details>
  )
}
