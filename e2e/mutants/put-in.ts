import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { CORE_MUTANTS, type CoreMutant } from './core-mutants.ts'

/** Throws unless there is such a mutant. */
export function mutantOf(id: string): CoreMutant {
  const found = CORE_MUTANTS.find((one) => one.id === id)
  if (!found) throw new Error(`There is no mutant “${id}”.`)
  return found
}

/** What a mutant does to the migrated database; '' for nothing. */
export const sqlOf = (id: string): string => mutantOf(id).sql ?? ''

/** The files of a mutant as it makes them, by their addresses. Throws where a text is not found once: then the mutant would be none. */
export function mutated({ id, patches }: CoreMutant): Map<string, string> {
  const sources = new Map<string, string>()
  for (const { file, find, put } of patches) {
    const url = new URL(`../../${file}`, import.meta.url)
    const source = sources.get(url.href) ?? readFileSync(fileURLToPath(url), 'utf8')
    if (source.split(find).length !== 2) throw new Error(`“${id}” does not find its place once in ${file}.`)
    sources.set(
      url.href,
      source.replace(find, () => put),
    )
  }
  return sources
}

/** Puts a mutant into this process: the modules that are loaded from now on are those that it makes. */
export function putIn(id: string): void {
  const sources = mutated(mutantOf(id))
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context)
      const source = sources.get(url)
      return source === undefined ? loaded : { ...loaded, source }
    },
  })
}
