import { open, type FileHandle } from 'node:fs/promises'
import { vi } from 'vitest'

/** From now on the disk has room for so many bytes: what fits in part is taken in part, and then nothing more. Answers how to make room again. */
export async function diskWithRoomFor(bytes: number): Promise<() => void> {
  const handle = await open(import.meta.filename)
  const disk = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  let left = bytes
  const own = Reflect.get(disk, 'write') as (this: FileHandle, ...all: unknown[]) => Promise<unknown>
  const full = vi.spyOn(disk, 'write').mockImplementation(function (
    this: FileHandle,
    ...[piece, from, length, at]: [Buffer, number, number, number | null]
  ) {
    const fits = Math.min(left, length)
    if (fits === 0) return Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }))
    left -= fits
    return own.call(this, piece, from, fits, at)
  } as never)
  return () => full.mockRestore()
}
