import { useFetcher, useLocation } from '@remix-run/react'
import { Megaphone, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { UpdateView, Updates as Loaded } from '#server/projects/updates.ts'
import { Prose } from '~/feed/prose.tsx'
import { ReachNote } from '~/frame/reach-note.tsx'
import { useReach } from '~/frame/reach.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { Button } from '~/ui/button.tsx'
import { Card, Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { Field } from '~/ui/field.tsx'
import { Textarea } from '~/ui/input.tsx'
import { More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { useTold } from '~/ui/use-told.ts'
import { Time } from '~/ui/time.tsx'
import { ReadBy } from './read-by.tsx'
import { UpdateComposer } from './update-composer.tsx'

interface Props {
  loaded: Loaded
  /** As they are now; the page keeps them true. */
  updates: readonly UpdateView[]
  abilities: Abilities
  stream: string
  /** When the project was made, ISO. */
  since: string
}

/** What staff post about how a project goes, newest first [B9]. */
export function Updates({ loaded, updates: listed, abilities, stream, since }: Props) {
  const { t } = useTranslation('projects')
  const { search } = useLocation()
  const { person } = useFrame().frame
  const { holds } = useReach()
  const updates = listed.filter(({ at }) => holds(at))
  const manages = abilities['project.edit'] === null
  return (
    <Section title={t('updates.title')} kind="bare">
      {person.staff && (
        <UpdateComposer
          audience={loaded.audience}
          sentId={loaded.nextSentId}
          refused={abilities['project.post_update'] ?? null}
          stream={stream}
        />
      )}
      {updates.length === 0 ? (
        <Card>
          <EmptyState icon={Megaphone} title={t('updates.none')}>
            {t(person.staff ? 'updates.none_staff' : 'updates.none_external')}
          </EmptyState>
        </Card>
      ) : (
        <ol aria-label={t('updates.title')} className="flex flex-col gap-3">
          {updates.map((update) => (
            <li key={update.id}>
              <Update
                update={update}
                audience={loaded.audience}
                mayChange={person.staff && (manages || update.author.id === person.id)}
              />
            </li>
          ))}
        </ol>
      )}
      <More to={moreAt(search, loaded.more)} />
      {loaded.more === null && <ReachNote since={since} />}
    </Section>
  )
}

interface UpdateProps {
  update: UpdateView
  audience: Loaded['audience']
  mayChange: boolean
}

function Update({ update, audience, mayChange }: UpdateProps) {
  const { t } = useTranslation('projects')
  return (
    <Card className="flex flex-col gap-3 p-5">
      <div className="flex items-center gap-3">
        <Avatar id={update.author.id} name={update.author.name} />
        <p className="min-w-0 flex-1">
          <bdi className="font-medium">{update.author.name}</bdi>{' '}
          <span className="text-small text-faint">
            <Time at={update.at} />
            {update.editedAt && <> · {t('updates.edited')}</>}
          </span>
        </p>
      </div>
      <Prose html={update.html} />
      {mayChange && <ChangeUpdate key={update.version} update={update} audience={audience} />}
    </Card>
  )
}

/** Disclosures, so that they work without script too. */
function ChangeUpdate({ update, audience }: Omit<UpdateProps, 'mayChange'>) {
  const { t } = useTranslation('projects')
  const edit = useFetcher()
  const remove = useTold({ intent: 'delete-update', updateId: update.id })
  const refused = useRefused(edit.data, { intent: 'edit-update', updateId: update.id })
  const [removing, setRemoving] = useState(false)
  const id = <input type="hidden" name="updateId" value={update.id} />
  return (
    <div className="flex flex-wrap items-start gap-x-5 gap-y-2 text-small">
      <details className="min-w-0 open:basis-full">
        <summary className="inline-flex min-h-6 items-center gap-1.5 text-soft hover:text-ink">
          <Pencil className="size-3.5" aria-hidden />
          {t('updates.edit')}
        </summary>
        <edit.Form method="post" className="mt-3 flex flex-col gap-3">
          <input type="hidden" name="intent" value="edit-update" />
          <input type="hidden" name="version" value={update.version} />
          <input type="hidden" name="audience" value={audience.map((one) => one.id).join(' ')} />
          {id}
          {refused.words && <FormError words={refused.field('body') ?? refused.words} />}
          <ReadBy people={audience} />
          <Field label={t('updates.edit')}>
            <Textarea name="body" required maxLength={10_000} rows={4} defaultValue={update.body} />
          </Field>
          <span>
            <Button size="small" busy={edit.state !== 'idle'}>
              {t('updates.save')}
            </Button>
          </span>
        </edit.Form>
      </details>
      <details open={removing} onToggle={(event) => setRemoving(event.currentTarget.open)}>
        <summary className="inline-flex min-h-6 items-center gap-1.5 text-soft hover:text-ink">
          <Trash2 className="size-3.5" aria-hidden />
          {t('updates.delete')}
        </summary>
        <remove.Form method="post" className="mt-2 flex flex-col items-start gap-2">
          <input type="hidden" name="intent" value="delete-update" />
          {id}
          <p className="text-soft">{t('updates.delete_ask')}</p>
          <Button look="grave" size="small" busy={remove.state !== 'idle'}>
            {t('updates.delete_do')}
          </Button>
        </remove.Form>
      </details>
    </div>
  )
}
