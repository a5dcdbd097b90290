import { useLocation } from '@remix-run/react'
import { Megaphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { UpdateView, Updates as Loaded } from '#server/projects/updates.ts'
import { Prose } from '~/feed/prose.tsx'
import { ReachNote } from '~/frame/reach-note.tsx'
import { useReach } from '~/frame/reach.ts'
import { useFrame } from '~/frame/frame-context.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { Card, Section } from '~/ui/card.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { More } from '~/ui/list.tsx'
import { moreAt } from '~/ui/more-at.ts'
import { Time } from '~/ui/time.tsx'
import { AnswerUpdate } from './answer-update.tsx'
import { ChangeUpdate } from './change-update.tsx'
import { useReadUpdates } from './use-read-updates.ts'
import { UpdateComposer } from './update-composer.tsx'

interface Props {
  projectId: string
  loaded: Loaded
  /** As they are now; the page keeps them true. */
  updates: readonly UpdateView[]
  abilities: Abilities
  stream: string
  /** When the project was made, ISO. */
  since: string
}

/** What staff post about how a project goes, newest first [B9]. */
export function Updates({ projectId, loaded, updates: listed, abilities, stream, since }: Props) {
  const { t } = useTranslation('projects')
  const { search } = useLocation()
  const { person } = useFrame().frame
  const { holds } = useReach()
  const updates = listed.filter(({ at }) => holds(at))
  const { newest, at } = useReadUpdates(projectId, updates, loaded)
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
            <li key={update.id} ref={update.id === newest ? at : undefined}>
              <Update
                update={update}
                audience={loaded.audience}
                answer={loaded.answers.find(({ id }) => id === update.author.id) ?? loaded.answers[0]}
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
  /** To whom its reader can answer: its author, else who manages the project. */
  answer: Loaded['answers'][number] | undefined
  mayChange: boolean
}

function Update({ update, audience, answer, mayChange }: UpdateProps) {
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
      {answer && <AnswerUpdate to={answer} update={update} />}
      {mayChange && <ChangeUpdate update={update} audience={audience} />}
    </Card>
  )
}
