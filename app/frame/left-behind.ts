import { useSyncExternalStore } from 'react'

/* Script that cannot be had: mostly a page was left open while another release of the portal came, and what it would fetch is gone. */

/** Told by the framework's own code, which `tools/missing-pages.ts` has tell it: the script of a page did not come. */
const PAGE_MISSING = 'portico:page-missing'
/** Between two looks whether the portal answers. Ms. */
const WAIT = 1000

let behind = false
const listeners = new Set<() => void>()
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Whether a part of what is shown did not come, and only loading the page again brings it. */
export const useLeftBehind = () =>
  useSyncExternalStore(
    subscribe,
    () => behind,
    () => false,
  )

/**
 * For a part of a page whose script did not come: the page stays as it is, with all that was typed in it, and says so. Thrown on where nobody
 * would.
 */
export function leftBehind(error: unknown): Promise<never> {
  if (listeners.size === 0) throw error
  say()
  return new Promise(() => undefined)
}

function say() {
  behind = true
  for (const listener of listeners) listener()
}

/** Goes where was pressed as a document, in place of loading the old page again; as soon as there is a portal to ask. */
async function goThere() {
  for (;;) {
    const asked = goingTo()
    // A form's answer or what else came without going anywhere; or whoever pressed thought better of it.
    if (!asked) return say()
    const answers = await fetch('/portico.svg', { method: 'HEAD', cache: 'no-store' }).then(
      () => true,
      () => false,
    )
    if (answers && goingTo() === asked) return window.location.assign(asked)
    if (!answers) await new Promise((done) => setTimeout(done, WAIT))
  }
}

function goingTo(): string | null {
  const { location } = window.__remixRouter.state.navigation
  return location ? location.pathname + location.search + location.hash : null
}

export const followPages = () => window.addEventListener(PAGE_MISSING, () => void goThere())
