import { useTranslation } from 'react-i18next'
import { Fact, Facts } from '../ui/card.tsx'
import { Time } from '../ui/time.tsx'
import type { AccountView } from './types.ts'

/** What is known of an account. */
export function AccountDetails({ account }: { account: AccountView }) {
  const { t } = useTranslation('accounts')
  const { email, phone, website, address } = account
  return (
    <Facts>
      {email && (
        <Fact name={t('email')}>
          <a href={`mailto:${email}`} className="link wrap-anywhere" dir="ltr">
            {email}
          </a>
        </Fact>
      )}
      {phone && (
        <Fact name={t('form.phone')}>
          <bdi dir="ltr">{phone}</bdi>
        </Fact>
      )}
      {website && (
        <Fact name={t('form.website')}>
          {/^https?:\/\//.test(website) ? (
            <a href={website} target="_blank" rel="noreferrer" className="link wrap-anywhere" dir="ltr">
              {website.replace(/^https?:\/\//, '')}
            </a>
          ) : (
            <bdi className="wrap-anywhere">{website}</bdi>
          )}
        </Fact>
      )}
      {address && (
        <Fact name={t('form.address')}>
          <bdi className="whitespace-pre-line">{address}</bdi>
        </Fact>
      )}
      <Fact name={t('form.language')}>{t(`language.${account.locale as 'en'}`)}</Fact>
      <Fact name={t('since')}>
        <Time at={account.since} as="day" />
      </Fact>
    </Facts>
  )
}
