import { Form, useNavigation } from '@remix-run/react'
import { LogOut } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ProfilePage } from '#server/profile/own-profile.ts'
import { Button } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { Badge } from '~/ui/status.tsx'
import { Said } from '~/ui/said.tsx'
import { Time } from '~/ui/time.tsx'
import { browserIn } from './browser-in.ts'

/** Where one is signed in, this browser first, with "Sign out there" [A15]. */
export function Sessions({ sessions }: { sessions: ProfilePage['sessions'] }) {
  const { t } = useTranslation('profile')
  const sending = useNavigation().formData
  return (
    <Section title={t('sessions.title')} kind="list">
      <ul aria-label={t('sessions.title')} className="divide-y divide-line">
        {sessions.map(({ key, here, browser, address, since, usedAt }) => (
          <li key={key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-0 flex-1 basis-48">
              <p className="flex flex-wrap items-center gap-2">
                <bdi className="font-medium">{browserIn(browser) ?? t('sessions.unknown')}</bdi>
                {here && <Badge tone="good">{t('sessions.here')}</Badge>}
              </p>
              <p className="text-small text-faint wrap-anywhere">
                <Said say={(when) => t('sessions.since', { when })}>
                  <Time at={since} />
                </Said>
                {' · '}
                {here ? (
                  t('sessions.in_use')
                ) : (
                  <Said say={(when) => t('sessions.used', { when })}>
                    <Time at={usedAt} />
                  </Said>
                )}
                {address && ` · ${t('sessions.from', { address })}`}
              </p>
            </div>
            {!here && (
              <Form method="post" preventScrollReset>
                <input type="hidden" name="session" value={key} />
                <Button
                  name="do"
                  value="end_session"
                  size="small"
                  icon={LogOut}
                  busy={sending?.get('do') === 'end_session' && sending.get('session') === key}
                >
                  {t('sessions.end')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
