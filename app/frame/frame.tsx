import { useMemo, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { FrameView } from '#server/home/frame.ts'
import { LiveRegion } from '../ui/hidden.tsx'
import { ClockContext } from '../ui/time.tsx'
import { PaletteKey, SearchStrip } from '../search/open-palette.tsx'
import { useRecent } from '../search/recent.ts'
import { Toasts } from '../ui/toasts.tsx'
import { useOwnWords } from '../ui/use-own-words.ts'
import { rememberAside } from './aside-fold.ts'
import { BottomBar } from './bottom-bar.tsx'
import { FrameContext } from './frame-context.ts'
import { LineBar } from './line-bar.tsx'
import { Me } from './me.tsx'
import { ReadOnlyBar } from './read-only-bar.tsx'
import { Rail } from './rail.tsx'
import { useOwnLine } from './own-line.ts'
import { UnderWay, useArrival } from './navigation.tsx'
import { UnreadMark } from './unread-mark.tsx'

interface FrameProps {
  frame: FrameView
  asideFolded: boolean
  children: ReactNode
}

/** What stands around every page: where one may go, in what name one is here, and whether news arrives. */
export function Frame({ frame, asideFolded, children }: FrameProps) {
  const { t } = useTranslation()
  const [folded, setFolded] = useState(asideFolded)
  const clock = useMemo(() => ({ timeZone: frame.person.timeZone, now: frame.now }), [frame.person.timeZone, frame.now])
  const unread = useOwnLine(frame)
  const state = useMemo(() => {
    const foldAside = (fold: boolean) => {
      rememberAside(fold)
      setFolded(fold)
    }
    return { frame, unread, asideFolded: folded, foldAside }
  }, [frame, unread, folded])
  useArrival()
  useOwnWords()
  useRecent(frame)
  return (
    <FrameContext.Provider value={state}>
      <ClockContext.Provider value={clock}>
        <a href="#main" className="popup top-2! bottom-auto! z-50 m-2! w-fit px-4 py-2 not-focus:sr-only focus:fixed">
          {t('frame.skip')}
        </a>
        <UnderWay />
        <LineBar />
        <div className="mx-auto md:grid md:max-w-[1560px] md:grid-cols-[240px_minmax(0,1fr)]">
          <Rail />
          <SearchStrip />
          <div className="min-w-0">
            <ReadOnlyBar frame={frame} />
            <main
              id="main"
              tabIndex={-1}
              className="min-h-dvh px-4 pt-5 pb-24 outline-none sm:px-8 md:pb-12 lg:px-12 lg:pt-8"
            >
              {children}
            </main>
          </div>
        </div>
        <BottomBar />
        <Me />
        <PaletteKey />
        <UnreadMark count={unread.all} />
        <LiveRegion />
        <Toasts label={t('frame.toasts')} />
      </ClockContext.Provider>
    </FrameContext.Provider>
  )
}
