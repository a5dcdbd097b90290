/** Loads the document again, and lets nothing be seen until it is there: what it shows may not be its reader’s any more [F2]. */
export function loadAgain(after = 0): void {
  document.body.hidden = true
  setTimeout(() => window.location.reload(), after)
}
