import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from '../ui/cx.ts'
import type { Counted } from './frame-context.ts'

const WORDS = {
  messages: 'unread_count',
  mentions: 'mention_count',
  contracts: 'contract_count',
  tasks: 'task_count',
} as const satisfies Record<Counted, string>

/** Numbers above this are not told apart. */
const MOST = 99

const said = (count: number) => (count > MOST ? `${MOST}+` : String(count))

interface UnreadCountProps {
  count: number
  /** What is counted. */
  of?: Counted
  className?: string
}

/** How much is unread, in a small disc; nothing when nothing is. */
export function UnreadCount({ count, of = 'messages', className }: UnreadCountProps) {
  const { t } = useTranslation()
  if (count === 0) return null
  const words = t(WORDS[of], { count })
  return (
    <span
      title={words}
      className={cx(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-full bg-accent-fill px-1.5 text-[11px] leading-none font-semibold text-on-accent tabular-nums',
        className,
      )}
    >
      <span aria-hidden>{said(count)}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}

/** Says the same outside the page: in the window's title, “(3) …”, and as a dot on its icon. */
export function UnreadMark({ count }: { count: number }) {
  useEffect(() => {
    const title = document.querySelector('title')
    if (!title) return
    const mark = () => {
      const own = document.title.replace(/^\(\d+\+?\) /, '')
      const marked = count > 0 ? `(${said(count)}) ${own}` : own
      if (document.title !== marked) document.title = marked
    }
    mark()
    // Another page brings its own title.
    const watching = new MutationObserver(mark)
    watching.observe(title, { childList: true, characterData: true, subtree: true })
    return () => watching.disconnect()
  }, [count])
  const any = count > 0
  useEffect(() => {
    document.querySelector('link[rel="icon"]')?.setAttribute('href', any ? '/portico-unread.svg' : '/portico.svg')
  }, [any])
  return null
}
