import type { LoaderFunctionArgs } from '@remix-run/node'
import { Form, Link, useLoaderData } from '@remix-run/react'
import { Search } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { look } from '#server/platform/look.ts'
import { search } from '#server/search/search.ts'
import { callerOf } from '~/frame/caller.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { ChoiceFace } from '~/search/choice-face.tsx'
import { choiceOf, noneOf, useGroup, useMessages, usePages, useWithinReach, type Choice } from '~/search/choices.ts'
import { Button } from '~/ui/button.tsx'
import { Card } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Input } from '~/ui/input.tsx'

export const meta = () => titled('search:title')

export const loader = ({ context, request }: LoaderFunctionArgs) =>
  look(callerOf(context), async (here) => {
    here.must('project.list')
    const q = (new URL(request.url).searchParams.get('q') ?? '').trim().slice(0, 500)
    return { q, groups: await search(here, q) }
  })

/** What the palette finds, as a page: for those without script, and to come back to [F3]. */
export default function SearchPage() {
  const { t } = useTranslation('search')
  const base = useBase()
  const { q, groups: found } = useLoaderData<typeof loader>()
  const groups = useWithinReach()(found)
  const pages = usePages(q)
  const messages = useMessages(q)
  const groupOf = useGroup()
  const none = q ? noneOf(messages) : null
  const nothing = groups.length === 0 && pages.length === 0
  return (
    <Page title={t('title')}>
      <Form role="search" className="flex gap-2">
        <Input
          key={q}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={500}
          aria-label={t('what')}
          placeholder={t('placeholder')}
        />
        <Button icon={Search}>{t('find')}</Button>
      </Form>
      {pages.length > 0 && <Results title={t('pages')} choices={pages} />}
      {groups.map((group) => (
        <Results key={group.subject} {...groupOf(group, q)} choices={group.hits.map(choiceOf(base))} />
      ))}
      {nothing && none === 'none_named' && (
        <div>
          <p>{t(none)}</p>
          <p className="text-small text-soft">{t(`${none}_help`)}</p>
        </div>
      )}
      {nothing && none !== 'none_named' && (
        <Card>
          <EmptyState icon={Search} title={t(none ?? 'what')}>
            {t(none ? `${none}_help` : 'start_help')}
          </EmptyState>
        </Card>
      )}
      {messages && <Results title={t('messages')} choices={[messages]} />}
    </Page>
  )
}

interface ResultsProps {
  title: string
  choices: Choice[]
  more?: Choice | null
}

function Results({ title, choices, more = null }: ResultsProps) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-2 text-small font-semibold text-soft">
        {title}
      </h2>
      <Card className="overflow-clip">
        <ul className="divide-y divide-line">
          {choices.map((choice) => (
            <li key={choice.id}>
              <Link
                to={choice.to}
                prefetch="intent"
                className="flex min-h-11 items-center gap-3 px-4 py-2 hover:bg-hover"
              >
                <ChoiceFace choice={choice} />
              </Link>
            </li>
          ))}
        </ul>
        {more && (
          <p className="border-t border-line px-4 py-3">
            <Link to={more.to} className="link">
              {more.title}
            </Link>
          </p>
        )}
      </Card>
    </section>
  )
}
