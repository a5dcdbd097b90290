/**
 * Does something that only one tab of this browser does at a time. `waits` is told when another is at it; then `go` is called when it is
 * over there. Where a browser has no locks (outside https) each goes, and the server lets the last one go on.
 */
export async function inTurn(name: string, go: () => Promise<unknown> | undefined, waits: () => void): Promise<void> {
  const { locks } = navigator as { locks?: LockManager }
  if (!locks) {
    await go()
    return
  }
  const taken = await locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await go()
    return lock !== null
  })
  if (taken) return
  waits()
  await locks.request(name, go)
}
