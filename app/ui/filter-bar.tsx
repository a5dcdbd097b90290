import { Form, useSubmit } from '@remix-run/react'
import { Search } from 'lucide-react'
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react'
import { Button } from './button.tsx'
import { Input, Select } from './input.tsx'

interface FilterBarProps {
  /** What is searched, as the address says it. */
  q: string
  searchLabel: string
  /** The button's word; it is there for those without script. */
  applyLabel: string
  /** `<FilterSelect>`s. */
  children?: ReactNode
}

/** Search, filters and sort of a list. They live in the address: a place one can share, come back to, and reach without script. */
export function FilterBar({ q, searchLabel, applyLabel, children }: FilterBarProps) {
  const submit = useSubmit()
  const form = useRef<HTMLFormElement>(null)
  const box = useRef<HTMLInputElement>(null)
  const waiting = useRef<ReturnType<typeof setTimeout>>()
  const asked = useRef(q)
  const scripted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  const apply = () => {
    clearTimeout(waiting.current)
    asked.current = box.current?.value.trim() ?? ''
    if (form.current) submit(form.current, { replace: true, preventScrollReset: true })
  }
  useEffect(() => () => clearTimeout(waiting.current), [])
  // Back, Forward or a link came to another question: the box follows. The answer to one's own leaves alone what is being typed on.
  useEffect(() => {
    if (q === asked.current) return
    clearTimeout(waiting.current)
    asked.current = q
    if (box.current) box.current.value = q
  }, [q])
  return (
    <Form
      ref={form}
      role="search"
      preventScrollReset
      className="flex flex-wrap items-center gap-2"
      onChange={(event) => {
        if (event.target instanceof HTMLSelectElement) return apply()
        clearTimeout(waiting.current)
        waiting.current = setTimeout(apply, 250)
      }}
    >
      <span className="relative min-w-48 flex-1 max-sm:basis-full">
        <Search className="pointer-events-none absolute start-3 top-3 size-4 text-faint" aria-hidden />
        <Input
          ref={box}
          type="search"
          name="q"
          defaultValue={q}
          maxLength={100}
          autoComplete="off"
          aria-label={searchLabel}
          placeholder={searchLabel}
          className="ps-9"
        />
      </span>
      {children}
      {!scripted && <Button>{applyLabel}</Button>}
    </Form>
  )
}

const never = () => () => undefined

interface FilterSelectProps<Value extends string> {
  name: string
  label: string
  value: Value
  options: { value: Value; label: string }[]
}

/** One choice of a filter bar. */
export function FilterSelect<Value extends string>({ name, label, value, options }: FilterSelectProps<Value>) {
  return (
    <Select
      key={value}
      name={name}
      defaultValue={value}
      aria-label={label}
      className="w-40 max-sm:min-w-[40%] max-sm:flex-1"
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </Select>
  )
}
