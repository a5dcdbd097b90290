import { Form, Link, useSearchParams } from '@remix-run/react'
import { ArrowLeft, Bell, BellOff, Lock, PanelRight, Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ConversationView } from '#server/conversations/queries.ts'
import type { Person } from '#server/feed/people.ts'
import { useBase, useFrame } from '~/frame/frame-context.ts'
import { Button, IconButton } from '~/ui/button.tsx'
import { Input } from '~/ui/input.tsx'
import { Badge } from '~/ui/status.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'
import { useTold } from '~/ui/use-told.ts'
import { ASIDE } from './conversation-aside.tsx'
import { Face } from './conversation-rows.tsx'
import { WhoReads } from './who-reads.tsx'

interface HeadProps {
  conversation: ConversationView
  people: readonly Person[]
  abilities: Abilities
  /** What is looked for in it; null while nothing is. */
  query: string | null
  /** Its reader has the list of conversations too, to go back to. */
  listed: boolean
}

/** With whom one talks, always in sight, and what one can do about the conversation. */
export function ConversationHead({ conversation, people, abilities, query, listed }: HeadProps) {
  const { t } = useTranslation(['chat', 'common'])
  const base = useBase()
  const { asideFolded, foldAside } = useFrame()
  const fetcher = useTold({ intent: 'mute' })
  const { save, pressed } = useInTurn(fetcher)
  const wanted = pressed?.get('muted')
  const [asked] = useSearchParams()
  const [searching, setSearching] = useState(asked.has('q'))
  const muted = wanted ? wanted === 'yes' : conversation.muted
  return (
    <header className="sticky top-0 z-20 -mx-4 flex flex-col gap-2 border-b border-line bg-ground px-4 py-3 sm:-mx-0 sm:px-0">
      <div className="flex items-center gap-3">
        {listed && (
          <Link
            to={`${base}/conversations`}
            aria-label={t('chat:back')}
            title={t('chat:back')}
            className="inline-flex size-9 items-center justify-center rounded-box text-soft hover:bg-hover hover:text-ink lg:hidden"
          >
            <ArrowLeft className="size-[18px] rtl:-scale-x-100" aria-hidden />
          </Link>
        )}
        <Face row={conversation} />
        <div className="min-w-0 flex-1">
          <h1 className="truncate text-lead">
            <bdi>{conversation.title}</bdi>
          </h1>
          <p className="flex items-center gap-2 truncate text-small text-faint">
            {t(`chat:kind.${conversation.kind}`)}
            {conversation.account && <bdi className="truncate">{conversation.account}</bdi>}
          </p>
        </div>
        {conversation.closed && <Badge icon={Lock}>{t('chat:closed')}</Badge>}
        <Link
          to="?q="
          role="button"
          aria-label={t('chat:in_search')}
          title={t('chat:in_search')}
          aria-expanded={searching}
          className="inline-flex size-9 items-center justify-center rounded-box text-soft hover:bg-hover hover:text-ink"
          onClick={(event) => {
            event.preventDefault()
            setSearching(!searching)
          }}
        >
          <Search className="size-[18px]" aria-hidden />
        </Link>
        {abilities['conversation.mute'] === null && (
          <fetcher.Form
            method="post"
            onSubmit={(event) => {
              event.preventDefault()
              save(new FormData(event.currentTarget))
            }}
          >
            <input type="hidden" name="intent" value="mute" />
            <input type="hidden" name="muted" value={muted ? 'no' : 'yes'} />
            <IconButton type="submit" label={t(muted ? 'chat:unmute' : 'chat:mute')} icon={muted ? BellOff : Bell} />
          </fetcher.Form>
        )}
        <IconButton
          label={t('common:frame.details')}
          icon={PanelRight}
          popovertarget={ASIDE}
          className="min-[1180px]:hidden"
        />
        <IconButton
          label={t(asideFolded ? 'common:frame.details' : 'common:frame.fold_details')}
          icon={PanelRight}
          aria-expanded={!asideFolded}
          aria-controls={ASIDE}
          onClick={() => foldAside(!asideFolded)}
          className="max-[1179px]:hidden rtl:-scale-x-100"
        />
      </div>
      <WhoReads conversation={conversation} people={people} />
      {searching && (
        <Form role="search" className="flex gap-2">
          <Input
            key={query}
            type="search"
            name="q"
            required
            autoFocus
            maxLength={100}
            defaultValue={query ?? ''}
            aria-label={t('chat:in_search')}
            placeholder={t('chat:in_search')}
            className="h-8! min-w-0 text-small"
          />
          <Button size="small" icon={Search} look="plain">
            {t('chat:find')}
          </Button>
        </Form>
      )}
    </header>
  )
}
