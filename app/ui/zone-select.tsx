import { useEffect, useState } from 'react'
import { Select } from './input.tsx'

interface Props {
  /** IANA names. */
  zones: readonly string[]
  /** What is set; empty for nothing yet. */
  value: string
  /** Says that one has to be chosen. With it the browser's own zone is taken where nothing is set. */
  choose?: string
}

/** The form's `timeZone`. */
export function ZoneSelect({ zones, value, choose }: Props) {
  const [chosen, setChosen] = useState(value)
  useEffect(() => {
    if (choose) setChosen((already) => already || Intl.DateTimeFormat().resolvedOptions().timeZone)
  }, [choose])
  const all = chosen === '' || zones.includes(chosen) ? zones : [chosen, ...zones]
  return (
    <Select name="timeZone" required value={chosen} onChange={({ currentTarget }) => setChosen(currentTarget.value)}>
      {choose && <option value="">{choose}</option>}
      {all.map((zone) => (
        <option key={zone} value={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </Select>
  )
}
