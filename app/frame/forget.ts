/** Who is signing out of this tab; a session that ends otherwise keeps what was written [B8]. */
const LEAVING = 'portico:leaving'

/** Notes who is about to sign out, and with null that nobody is: signing out failed, and what was typed is kept. */
export function noteLeaving(userId: string | null): void {
  try {
    if (userId === null) window.sessionStorage.removeItem(LEAVING)
    else window.sessionStorage.setItem(LEAVING, userId)
  } catch {
    return
  }
}

/** Whether somebody is signing out of this tab by themselves. */
export function isLeaving(): boolean {
  try {
    return window.sessionStorage.getItem(LEAVING) !== null
  } catch {
    return false
  }
}

/** Forgets what somebody who has signed out kept on this device: who sits down next finds nothing of it. */
export function forgetWhoLeft(): void {
  try {
    const userId = window.sessionStorage.getItem(LEAVING)
    if (userId === null) return
    const theirs = new RegExp(`^portico:(draft|outgoing|recent):${userId}:`)
    for (const storage of [window.localStorage, window.sessionStorage])
      for (const key of Object.keys(storage)) if (theirs.test(key)) storage.removeItem(key)
    noteLeaving(null)
  } catch {
    // A browser may forbid storage: then nothing was kept.
    return
  }
}
