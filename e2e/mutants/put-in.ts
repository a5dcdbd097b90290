import { registerHooks } from 'node:module'
import { CORE_MUTANTS, type CoreMutant } from './core-mutants.ts'

/** Throws unless there is such a mutant. */
function mutantOf(id: string): CoreMutant {
  const found = CORE_MUTANTS.find((one) => one.id === id)
  if (!found) throw new Error(`There is no mutant “${id}”.`)
  return found
}

/** What a mutant does to the migrated database; '' for nothing. */
export const sqlOf = (id: string): string => mutantOf(id).sql ?? ''

/** Puts a mutant into this process: the modules that are loaded from now on are patched as they are read. */
export function putIn(id: string): void {
  const { patches } = mutantOf(id)
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const here = patches.filter(({ file }) => url.endsWith(`/${file}`))
      if (here.length === 0) return loaded
      let source = sourceOf(loaded.source)
      for (const { file, find, put } of here) {
        if (!source.includes(find)) throw new Error(`“${id}” does not find its place in ${file}.`)
        source = source.replace(find, () => put)
      }
      return { ...loaded, source }
    },
  })
}

function sourceOf(source: string | ArrayBuffer | NodeJS.TypedArray | undefined | null): string {
  if (typeof source === 'string') return source
  return Buffer.from(source as Uint8Array).toString()
}
