import { Link } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ConversationView } from '#server/conversations/queries.ts'
import type { Person } from '#server/feed/people.ts'
import type { Attached } from '#server/files/queries.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { Attachments } from '~/files/attachments-later.tsx'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { AsidePart } from '~/frame/page.tsx'
import { SheetHead } from '~/frame/sheet-head.tsx'
import { usePresence } from '~/live/use-line-of.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { Button } from '~/ui/button.tsx'
import { cx } from '~/ui/cx.ts'
import { useTold } from '~/ui/use-told.ts'

/** The popover's id, for the buttons that open it. */
export const ASIDE = 'conversation-aside'

interface AsideProps {
  conversation: ConversationView
  people: Person[]
  stream: string
  attached: Attached
  files: readonly AttachmentView[]
  abilities: Abilities
}

/** Who is in the conversation, its files, and what it is about. */
export function ConversationAside({ conversation, people, stream, attached, files, abilities }: AsideProps) {
  const { t } = useTranslation(['chat', 'common'])
  const { asideFolded } = useFrame()
  return (
    <aside
      id={ASIDE}
      popover="auto"
      aria-label={t('common:frame.details')}
      className={cx('side-rail', asideFolded && 'min-[1180px]:hidden!')}
    >
      <SheetHead id={ASIDE} title={conversation.title} />
      <div className="flex flex-col gap-7">
        <People people={people} stream={stream} />
        <About conversation={conversation} abilities={abilities} />
        <Attachments attached={attached} files={files} abilities={abilities} since={conversation.createdAt} />
      </div>
    </aside>
  )
}

function People({ people, stream }: { people: Person[]; stream: string }) {
  const { t } = useTranslation(['chat', 'feed'])
  const here = new Set(usePresence(stream).here.map(({ id }) => id))
  return (
    <AsidePart title={t('chat:people')}>
      <ul className="flex flex-col gap-2.5">
        {people.map(({ id, name, kind, account }) => (
          <li key={id} className="flex items-center gap-3">
            <Avatar id={id} name={name} here={here.has(id) || undefined} />
            <div className="min-w-0">
              <bdi className="block truncate">{name}</bdi>
              <bdi className="block truncate text-small text-faint">
                {kind === 'staff' ? t('feed:mention.staff') : account}
              </bdi>
            </div>
          </li>
        ))}
      </ul>
    </AsidePart>
  )
}

function About({ conversation, abilities }: Pick<AsideProps, 'conversation' | 'abilities'>) {
  const { t } = useTranslation('chat')
  const base = useBase()
  const fetcher = useTold({ intent: 'close' })
  const leaving = useTold({ intent: 'leave' })
  const { accountId, projectId, closed } = conversation
  const mayLeave = conversation.mayLeave && abilities['conversation.leave'] === null
  const mayClose = abilities['conversation.close'] === null
  const says = closed || conversation.muted || mayLeave || conversation.kind === 'direct'
  if (!mayClose && !accountId && !projectId && !says) return null
  return (
    <AsidePart title={t('about')}>
      <div className="flex flex-col items-start gap-2">
        {conversation.kind === 'direct' && <p className="text-small text-soft">{t('only_two')}</p>}
        {conversation.muted && <p className="text-small text-soft">{t('muted_help')}</p>}
        {accountId && (
          <Link to={`${base}/accounts/${accountId}`} className="link text-small">
            {t('to_account')}
          </Link>
        )}
        {projectId && (
          <Link to={`${base}/projects/${projectId}`} className="link text-small">
            {t('to_project')}
          </Link>
        )}
        {mayLeave && (
          <leaving.Form method="post" className="flex flex-col items-start gap-2">
            <p className="text-small text-soft">{t('leave_help')}</p>
            <Button size="small" name="intent" value="leave" busy={leaving.state !== 'idle'}>
              {t('leave')}
            </Button>
          </leaving.Form>
        )}
        {closed && <p className="text-small text-soft">{t('closed_help')}</p>}
        {mayClose && (
          <fetcher.Form method="post">
            <input type="hidden" name="intent" value="close" />
            <Button size="small" name="closed" value={closed ? 'no' : 'yes'} busy={fetcher.state !== 'idle'}>
              {t(closed ? 'reopen' : 'close')}
            </Button>
          </fetcher.Form>
        )}
      </div>
    </AsidePart>
  )
}
