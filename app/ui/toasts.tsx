import type * as Sonner from 'sonner'
import { useEffect, useState, type ComponentType, type CSSProperties } from 'react'
import { leftBehind } from '../frame/left-behind.ts'

/** Its colours are ours, in light and dark. */
const ours = {
  '--normal-bg': 'var(--surface)',
  '--normal-text': 'var(--ink)',
  '--normal-border': 'var(--line)',
  '--border-radius': '8px',
  fontFamily: 'inherit',
} as CSSProperties

type Kind = 'success' | 'error' | 'message'
interface Waiting {
  kind: Kind
  words: string
}

let show: ((toast: Waiting) => void) | undefined
const waiting: Waiting[] = []

/** Says something in passing, above the page; what must not be missed belongs on the page itself. */
export function toast(words: string, kind: Kind = 'message') {
  if (show) show({ kind, words })
  else waiting.push({ kind, words })
}

/** Where toasts appear; once, in the frame. Their code is fetched when the first one is said. */
export function Toasts({ label }: { label: string }) {
  const [Toaster, setToaster] = useState<ComponentType>()
  useEffect(() => {
    let sonner: Promise<typeof Sonner> | undefined
    show = ({ kind, words }) => {
      sonner ??= import('sonner').then((module) => {
        setToaster(() => () => (
          <module.Toaster
            position="bottom-center"
            mobileOffset={{ bottom: 72 }}
            containerAriaLabel={label}
            style={ours}
          />
        ))
        return module
      }, leftBehind)
      void sonner.then((module) => module.toast[kind](words))
    }
    for (const toast of waiting.splice(0)) show(toast)
    return () => {
      show = undefined
    }
  }, [label])
  return Toaster ? <Toaster /> : null
}
