import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { DemoPerson, DemoPeople as People } from '#server/auth/demo-people.ts'

interface Props {
  host: string
  demo: People
  form: RefObject<HTMLFormElement>
}

/** Who may be tried out, staff and those from outside apart. Shown only where nobody but this machine can come. */
export function DemoPeople({ host, demo, form }: Props) {
  const { t } = useTranslation(['auth', 'common'])
  const fill = (email: string) => {
    const fields = form.current?.elements
    const name = fields?.namedItem('name')
    const password = fields?.namedItem('password')
    if (!(name instanceof HTMLInputElement) || !(password instanceof HTMLInputElement)) return
    name.value = email
    password.value = demo.password
    // What was said of them while they were empty goes, as when one types.
    for (const field of [name, password]) field.dispatchEvent(new Event('input', { bubbles: true }))
    password.focus()
  }
  const isStaff = ({ place }: DemoPerson) => place === null
  return (
    <section aria-labelledby="demo" className="flex flex-col gap-2 px-1">
      <h2 id="demo" className="text-small font-semibold text-soft">
        {t('demo.title')}
      </h2>
      <p className="text-small text-faint">
        {t('demo.password')} <code className="font-mono text-ink select-all">{demo.password}</code>
      </p>
      <Group title={t('demo.staff', { host })} people={demo.people.filter(isStaff)} onChoose={fill} />
      <Group title={t('demo.guests')} people={demo.people.filter((one) => !isStaff(one))} onChoose={fill} />
    </section>
  )
}

function Group({
  title,
  people,
  onChoose,
}: {
  title: string
  people: DemoPerson[]
  onChoose: (email: string) => void
}) {
  const { t } = useTranslation(['auth', 'common'])
  if (people.length === 0) return null
  return (
    <>
      <h3 className="mt-2 text-small font-medium">{title}</h3>
      <ul aria-label={title} className="-mx-2 grid gap-x-2 sm:grid-cols-2">
        {people.map(({ email, name, place, role }) => (
          <li key={email}>
            <button
              type="button"
              onClick={() => onChoose(email)}
              className="flex min-h-9 w-full flex-col rounded-box px-2 py-1 text-start text-small hover:bg-hover"
            >
              <span className="font-medium">
                <bdi>{name}</bdi>{' '}
                {typeof role === 'string' && (
                  <span className="font-normal text-faint">{t(`common:staff_role.${role}`)}</span>
                )}
              </span>
              {place && (
                <span className="text-faint">
                  <bdi>{place}</bdi>
                  {typeof role === 'number' && ` · ${t(`common:level.${role}`)}`}
                </span>
              )}
              <span className="truncate text-faint">{email}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
