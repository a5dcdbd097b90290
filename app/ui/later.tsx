import { lazy, Suspense, useEffect, useMemo, useRef, useState, type ComponentType, type ReactNode } from 'react'
import { leftBehind } from '../frame/left-behind.ts'

/**
 * A part of a page whose script comes after the page's own: the markup is there from the beginning, and comes to life a moment later. It is
 * asked for when the page's script arrives, not when the part is first shown, so that nobody waits for it twice.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, meanwhile: ReactNode) {
  let here: ComponentType<Props> | undefined
  const coming = load().then((part) => {
    here = part
    return { default: part as ComponentType<object> }
  })
  // Who shows the part hears of the failure, and only they.
  coming.catch(() => undefined)
  const Coming = lazy(() => coming.catch(leftBehind)) as ComponentType<object> as ComponentType<Props>

  return function Later(props: Props) {
    const [Part] = useState(() => here ?? Coming)
    const [lives, setLives] = useState(false)
    const first = useRef(props)
    // What is not alive yet is left as it is: React would throw its markup away rather than change it.
    const shown = lives ? props : first.current
    return useMemo(
      () => (
        <Suspense fallback={meanwhile}>
          <Part {...shown} />
          <Birth tell={setLives} />
        </Suspense>
      ),
      [Part, shown],
    )
  }
}

/** Tells when what stands beside it has come to life. */
function Birth({ tell }: { tell: (lives: true) => void }) {
  useEffect(() => tell(true), [tell])
  return null
}
