import { lazy, Suspense, useState, type ComponentType, type ReactNode } from 'react'

/**
 * A part of a page whose script comes after the page's own: the markup is there from the beginning, and comes to life a moment later. It is
 * asked for when the page's script arrives, not when the part is first shown, so that nobody waits for it twice.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>, meanwhile: ReactNode) {
  let here: ComponentType<Props> | undefined
  const coming = load().then((part) => {
    here = part
    return { default: part }
  })
  // Who needs it hears of the failure, and only they.
  coming.catch(() => undefined)
  const Coming = lazy(() => coming) as unknown as ComponentType<Props>
  return function Later(props: Props) {
    const [Part] = useState(() => here ?? Coming)
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    )
  }
}
