import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FEWEST_CHARACTERS } from '#server/auth/catalogue.ts'
import { IconButton } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'

/** Where one chooses a password: long rather than odd, and it may be looked at. */
export function NewPassword({ error, first = false }: { error: string | undefined; first?: boolean }) {
  const { t } = useTranslation('auth')
  const [shown, setShown] = useState(false)
  return (
    <Field
      label={t(first ? 'password.label' : 'new_password.label')}
      help={t('new_password.help', { count: FEWEST_CHARACTERS })}
      error={error}
    >
      <Covered shown={shown} onToggle={() => setShown(!shown)} autoComplete="new-password" />
    </Field>
  )
}

/** A password's field, with a way to see what one types. */
export function Covered({
  shown,
  onToggle,
  autoComplete,
  name = 'password',
}: {
  shown: boolean
  onToggle: () => void
  autoComplete: 'new-password' | 'current-password'
  name?: string
}) {
  const { t } = useTranslation('auth')
  return (
    <span className="relative block">
      <Input
        name={name}
        type={shown ? 'text' : 'password'}
        dir="ltr"
        required
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        className="pe-11"
      />
      <span className="absolute end-0.5 top-0.5">
        <IconButton
          label={t(shown ? 'password.hide' : 'password.show')}
          icon={shown ? EyeOff : Eye}
          onClick={onToggle}
        />
      </span>
    </span>
  )
}
