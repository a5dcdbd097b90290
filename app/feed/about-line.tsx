import { ArrowUp } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** What a feed is about. */
export interface About {
  title: string
  /** How it stands. */
  status?: ReactNode
  /** What stands above the feed. */
  above?: string
}

/** What a feed is about, in one line at the top of the window, while its page's heading is scrolled out of it. Pressed, it leads back up. */
export function AboutLine({ about: { title, status, above } }: { about: About }) {
  const { t } = useTranslation('feed')
  const [away, setAway] = useState(false)
  useEffect(() => {
    const heading = document.querySelector('h1')
    if (!heading) return
    const seeing = (changes: IntersectionObserverEntry[]) => {
      const last = changes.at(-1)
      if (last) setAway(!last.isIntersecting && last.boundingClientRect.top < 0)
    }
    const watching = new IntersectionObserver(seeing)
    watching.observe(heading)
    return () => watching.disconnect()
  }, [])
  return (
    // First of its column, so that it is at the top of the window wherever one is in it.
    <div className="sticky top-0 z-20 order-first -mb-8 h-0">
      {away && (
        <div className="about-line appear absolute inset-x-0 top-0 -mx-2 flex min-h-11 items-center gap-3 border-b border-line bg-ground px-2 py-1.5">
          <button
            type="button"
            title={t('to_top')}
            onClick={toTop}
            className="min-h-8 min-w-0 truncate text-start font-semibold hover:text-accent"
          >
            <bdi>{title}</bdi>
          </button>
          {status && <span className="shrink-0">{status}</span>}
          <button
            type="button"
            title={t('to_top')}
            onClick={toTop}
            className="ms-auto flex min-h-8 shrink-0 items-center gap-1.5 text-small text-soft hover:text-accent"
          >
            <ArrowUp className="size-4" aria-hidden />
            <span className="max-sm:sr-only">{above ?? t('to_top')}</span>
          </button>
        </div>
      )}
    </div>
  )
}

const toTop = () => window.scrollTo({ top: 0 })
