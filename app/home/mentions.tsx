import { useTranslation } from 'react-i18next'
import type { WaitingMention } from '#server/home/waiting-mentions.ts'
import { useBase } from '~/frame/frame-context.ts'
import { Avatar } from '~/ui/avatar.tsx'
import { Card } from '~/ui/card.tsx'
import { DataList, DataRow } from '~/ui/list.tsx'
import { Time } from '~/ui/time.tsx'

/** Where one was mentioned and has not read it: who did, in what, and the way to the oldest of those words. */
export function Mentions({ mentions, all }: { mentions: readonly WaitingMention[]; all: number }) {
  const { t } = useTranslation('home')
  const base = useBase()
  const more = all - mentions.reduce((sum, { count }) => sum + count, 0)
  return (
    <Card className="overflow-clip">
      <DataList label={t('waiting.mentions')}>
        {mentions.map(({ id, path, on, title, count, by, at }) => (
          <DataRow
            key={id}
            to={base + path}
            start={<Avatar name={by.name} id={by.id} />}
            title={title}
            note={
              <>
                <bdi>
                  {count > 1
                    ? t('waiting.mentioned_often', { count, name: by.name })
                    : t('waiting.mentioned', { name: by.name })}
                </bdi>
                <span>{t(`waiting.on.${on}`)}</span>
              </>
            }
            end={<Time at={at} className="text-small text-faint" />}
            unread
          />
        ))}
      </DataList>
      {more > 0 && (
        <p className="border-t border-line px-4 py-3 text-small text-faint">
          {t('waiting.more_mentions', { count: more })}
        </p>
      )}
    </Card>
  )
}
