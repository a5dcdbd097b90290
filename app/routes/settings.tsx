import type { LoaderFunctionArgs } from '@remix-run/node'
import { Building2, FileSignature, Inbox, ListChecks, UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { settingsPage } from '#server/settings/settings-page.ts'
import { callerOf } from '~/frame/caller.ts'
import { Page } from '~/frame/page.tsx'
import { titled } from '~/frame/title.ts'
import { Card } from '~/ui/card.tsx'
import { DataList, DataRow } from '~/ui/list.tsx'

export const meta = () => titled('settings:title')

export const loader = ({ context }: LoaderFunctionArgs) => settingsPage(callerOf(context))

const PARTS = [
  { name: 'host', icon: Building2 },
  { name: 'staff', icon: UsersRound },
  { name: 'permissions', icon: ListChecks },
  { name: 'contracts', icon: FileSignature },
  { name: 'outbox', icon: Inbox },
] as const

export default function Settings() {
  const { t } = useTranslation('settings')
  return (
    <Page title={t('title')}>
      <Card className="overflow-clip">
        <DataList label={t('title')}>
          {PARTS.map(({ name, icon: Icon }) => (
            <DataRow
              key={name}
              to={name}
              start={<Icon className="size-5 text-soft" strokeWidth={1.5} aria-hidden />}
              title={t(`part.${name}.title`)}
              note={t(`part.${name}.note`)}
            />
          ))}
        </DataList>
      </Card>
    </Page>
  )
}
