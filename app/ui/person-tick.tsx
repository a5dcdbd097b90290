import { Avatar } from './avatar.tsx'
import { Checkbox } from './tick.tsx'

interface PersonTickProps {
  /** What is sent of them. */
  value: string
  userId: string
  name: string
  /** In the name of which account; null where that is said above. */
  of?: string | null
  disabled: boolean
  /** What is to be known of them beside the name. */
  told: readonly string[]
}

/** Somebody to choose, among others of the form's `people`. */
export function PersonTick({ value, userId, name, of = null, disabled, told }: PersonTickProps) {
  return (
    <Checkbox
      name="people"
      value={value}
      disabled={disabled}
      className="rounded-box py-1.5"
      label={
        <span className="flex items-center gap-2">
          <Avatar id={userId} name={name} size="small" />
          <span className="min-w-0 wrap-anywhere">
            <bdi>{name}</bdi>
            {of !== null && (
              <span className="text-soft">
                {' · '}
                <bdi>{of}</bdi>
              </span>
            )}
          </span>
        </span>
      }
      help={told.length > 0 ? told.join(' · ') : undefined}
    />
  )
}
