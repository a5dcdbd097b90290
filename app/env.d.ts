import '@remix-run/node'
import 'react'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

/** React 18 hands these to the page but has no types for them yet; every element takes the ones of ARIA. */
declare module 'react' {
  interface AriaAttributes {
    popover?: 'auto' | 'manual'
    popovertarget?: string
    popovertargetaction?: 'show' | 'hide' | 'toggle'
  }
}
