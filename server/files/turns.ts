import type { Lock, Locker } from '@tus/server'

interface Turn {
  letGo: () => unknown
  over: Promise<unknown>
}

/**
 * One request at a time for each upload of this node. Whoever comes takes over: the one before is asked to stop, keeps what it has
 * written, and is waited for. So a line that broke unnoticed holds nobody up.
 */
export class Turns implements Locker {
  readonly #last = new Map<string, Turn>()

  newLock(id: string): Lock {
    const last = this.#last
    const over = Promise.withResolvers<undefined>()
    return {
      async lock(_signal, letGo) {
        const before = last.get(id)
        last.set(id, { letGo, over: over.promise })
        await before?.letGo()
        await before?.over
      },
      unlock() {
        over.resolve(undefined)
        if (last.get(id)?.over === over.promise) last.delete(id)
        return Promise.resolve()
      },
    }
  }
}
