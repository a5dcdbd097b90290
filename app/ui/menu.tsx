import { Link } from '@remix-run/react'
import { Ellipsis, type LucideIcon } from 'lucide-react'
import { useEffect, useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'

interface Item {
  label: string
  icon?: LucideIcon
  /** Takes back what cannot be brought again. */
  grave?: boolean
}

export type MenuItem = Item & ({ to: string } | { onSelect: () => void })

interface MenuProps {
  /** What the menu is of. */
  label: string
  items: MenuItem[]
  icon?: LucideIcon
  className?: string
}

/** Things one can do with something, behind one button. A native popover: Escape, a press elsewhere and the way back of the focus are the browser's. */
export function Menu({ label, items, icon = Ellipsis, className }: MenuProps) {
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
        role="menu"
        aria-label={label}
        onKeyDown={(event) => steer(event, list.current)}
        className="popup min-w-48 p-1"
      >
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
    </>
  )
}

const itemLook = ({ grave }: Item) =>
  cx(
    'flex min-h-9 w-full items-center gap-3 rounded-[6px] px-3 py-1.5 text-start hover:bg-hover focus-visible:bg-hover',
    grave && 'text-bad',
  )

function Face({ item: { icon: Icon, label } }: { item: Item }): ReactNode {
  return (
    <>
      {Icon && <Icon className="size-4 shrink-0 opacity-80" aria-hidden />}
      {label}
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
