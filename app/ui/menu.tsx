import { Link } from '@remix-run/react'
import { Ellipsis, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { PopupHead } from './popup-head.tsx'

interface Item {
  label: string
  icon?: LucideIcon
  /** Takes back what cannot be brought again. */
  grave?: boolean
  /** What it does, where the word alone does not say. */
  note?: string
}

/** `why`: it cannot be done now, and this is said beside it. */
export type MenuItem = Item & ({ to: string } | { onSelect: () => void } | { why: string })

interface MenuProps {
  /** What its button is called. */
  label: string
  /** Whose it is: its heading on a phone, where it comes from below and hides what it is about. */
  name: string
  /** And what more tells them from others. */
  about?: string | undefined
  items: MenuItem[]
  icon?: LucideIcon
  className?: string
}

/** Things one can do with something, behind one button; from below, under its name, on a phone. A native popover: Escape, a press elsewhere and the way back of the focus are the browser's. */
export function Menu({ label, name, about, items, icon = Ellipsis, className }: MenuProps) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const box = list.current
    const opened = (event: Event) => {
      if ((event as ToggleEvent).newState === 'open') itemsIn(box)[0]?.focus()
    }
    box?.addEventListener('toggle', opened)
    return () => box?.removeEventListener('toggle', opened)
  }, [])
  const close = () => list.current?.hidePopover()
  return (
    <>
      <IconButton label={label} icon={icon} popovertarget={id} aria-haspopup="menu" className={className} />
      <div
        ref={list}
        id={id}
        popover="auto"
        onKeyDown={(event) => steer(event, list.current)}
        className="popup w-full p-1 md:w-max md:max-w-80 md:min-w-48"
      >
        <PopupHead name={name} about={about} />
        <div role="menu" aria-label={label}>
          {items.map((item) =>
            'to' in item ? (
              <Link
                key={item.label}
                role="menuitem"
                tabIndex={-1}
                to={item.to}
                onClick={close}
                className={itemLook(item)}
              >
                <Face item={item} />
              </Link>
            ) : 'why' in item ? (
              <span
                key={item.label}
                role="menuitem"
                aria-disabled
                tabIndex={-1}
                className="flex min-h-9 w-full items-center gap-3 rounded-[6px] px-3 py-1.5 text-faint"
              >
                <Face item={{ ...item, note: item.why }} />
              </span>
            ) : (
              <button
                key={item.label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                className={itemLook(item)}
                onClick={() => {
                  close()
                  item.onSelect()
                }}
              >
                <Face item={item} />
              </button>
            ),
          )}
        </div>
      </div>
    </>
  )
}

const itemLook = ({ grave }: Item) =>
  cx(
    'flex min-h-9 w-full items-center gap-3 rounded-[6px] px-3 py-1.5 text-start hover:bg-hover focus-visible:bg-hover',
    grave && 'text-bad',
  )

function Face({ item: { icon: Icon, label, note } }: { item: Item }): ReactNode {
  return (
    <>
      {Icon && <Icon className="size-4 shrink-0 opacity-80" aria-hidden />}
      <span>
        {label}
        {note && <span className="block text-small text-faint">{note}</span>}
      </span>
    </>
  )
}

const itemsIn = (box: HTMLElement | null) => [...(box?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]

/** Arrows, Home, End and first letters move through a menu; Tab leaves it. */
function steer(event: KeyboardEvent, box: HTMLElement | null) {
  const items = itemsIn(box)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
  if (event.key === 'Tab') box?.hidePopover()
  else if (to !== undefined) items.at(to % items.length)?.focus()
  else if (event.key.length === 1 && event.key !== ' ') {
    const rest = [...items.slice(at + 1), ...items.slice(0, at + 1)]
    rest.find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus()
  } else return
  if (event.key !== 'Tab') event.preventDefault()
}
