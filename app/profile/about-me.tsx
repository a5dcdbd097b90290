import { Form, useNavigation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { LANGUAGES } from '#server/profile/catalogue.ts'
import type { ProfilePage } from '#server/profile/own-profile.ts'
import { Button } from '~/ui/button.tsx'
import { Fact, Facts, Section } from '~/ui/card.tsx'
import { Field } from '~/ui/field.tsx'
import { Input, Select } from '~/ui/input.tsx'
import { Notice } from '~/ui/notice.tsx'
import { FormError, useRefused } from '~/ui/refused.tsx'
import { SavedNow } from '~/ui/saved-now.tsx'
import { useBegun } from '~/ui/use-begun.ts'
import { ZoneSelect } from '~/ui/zone-select.tsx'

/** Who one is here: name, language and time zone, and what one signs in with. */
export function AboutMe({ page }: { page: ProfilePage }) {
  const { t } = useTranslation('profile')
  const refused = useRefused(undefined, { do: 'save' })
  const { me, zones, mayEdit } = page
  const { from, saved, round } = useBegun(me, refused, { form: { do: 'save' } })
  const busy = useNavigation().formData?.get('do') === 'save'
  return (
    <Section title={t('about.title')}>
      <Form method="post" preventScrollReset className="flex flex-col gap-5">
        {refused.words && <FormError words={refused.words} />}
        {!mayEdit && <Notice tone="closed">{t('about.closed')}</Notice>}
        {saved && (
          <SavedNow
            typed={refused.typed}
            fields={[
              { name: 'name', label: t('about.name'), value: saved.name },
              {
                name: 'locale',
                label: t('about.language'),
                value: saved.locale,
                shown: t(`language.${saved.locale}`),
              },
              { name: 'timeZone', label: t('about.zone'), value: saved.timeZone },
            ]}
          />
        )}
        <input type="hidden" name="version" value={from.version} />
        <fieldset key={round} disabled={!mayEdit} className="flex flex-col gap-5">
          <Field label={t('about.name')} help={t('about.name_help')} error={refused.field('name')}>
            <Input
              name="name"
              required
              maxLength={200}
              autoComplete="name"
              defaultValue={refused.typed('name') ?? from.name}
            />
          </Field>
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label={t('about.language')} help={t('about.language_help')} error={refused.field('locale')}>
              <Select name="locale" defaultValue={refused.typed('locale') ?? from.locale}>
                {LANGUAGES.map((language) => (
                  <option key={language} value={language} lang={language}>
                    {t(`language.${language}`)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label={t('about.zone')} help={t('about.zone_help')} error={refused.field('timeZone')}>
              <ZoneSelect zones={zones} value={refused.typed('timeZone') ?? from.timeZone} />
            </Field>
          </div>
          {mayEdit && (
            <span>
              <Button name="do" value="save" look="strong" busy={busy}>
                {t('about.save')}
              </Button>
            </span>
          )}
        </fieldset>
      </Form>
      <div className="mt-5 border-t border-line pt-5">
        <Facts>
          <Fact name={t('about.email')}>
            <bdi dir="ltr" className="wrap-anywhere">
              {me.email}
            </bdi>
          </Fact>
          {me.login && (
            <Fact name={t('about.login')}>
              <bdi>{me.login}</bdi>
            </Fact>
          )}
        </Facts>
        <p className="mt-2 text-small text-faint">{t('about.fixed')}</p>
      </div>
    </Section>
  )
}
