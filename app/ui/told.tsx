import { useLocation } from '@remix-run/react'
import { useEffect, useState, type ReactNode } from 'react'
import { cx } from './cx.ts'
import { Notice } from './notice.tsx'

/** It stays in sight for so long, then it stands where the page begins and covers nothing. Ms. */
const IN_SIGHT = 8000

interface ToldProps {
  /** `warn`: it is done, and not all that was meant by it; that stays in sight. */
  tone?: 'good' | 'warn'
  children: ReactNode
}

/** What was just done: in sight also of somebody who did it further down the page, and said anew each time. */
export function Told({ tone = 'good', children }: ToldProps) {
  const { key } = useLocation()
  const [passed, pass] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => pass(key), IN_SIGHT)
    return () => clearTimeout(timer)
  }, [key])
  const stays = tone === 'warn' || passed !== key
  return (
    <div role="status" className={cx('rounded-box bg-surface', stays && 'sticky top-2 z-20 shadow-lift')}>
      <Notice key={key} tone={tone} className="told">
        {children}
      </Notice>
    </div>
  )
}
