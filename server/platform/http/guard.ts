import type { ActionFunctionArgs, LoaderFunctionArgs, ServerBuild } from '@remix-run/node'
import { bufferedBody, readable, typedIn } from './form-body.ts'
import { ledToOwn, onBothSides } from './other-side.ts'
import { failedLoad, refused } from './refusals.ts'

type Args = LoaderFunctionArgs | ActionFunctionArgs
type RouteFunction = (args: Args) => unknown
type Routes = ServerBuild['routes']
type Module = Routes[string]['module']

const guardedBuilds = new WeakMap<ServerBuild, ServerBuild>()

/**
 * The build with every loader and action behind one door: errors become answers in one place, bodies are bounded, and an
 * action's effects happen once however often its page is rendered. A new route cannot forget it.
 */
export function guarded(build: ServerBuild): ServerBuild {
  const known = guardedBuilds.get(build)
  if (known) return known
  const routes: Routes = {}
  const both = onBothSides(build.routes)
  for (const [id, route] of Object.entries(build.routes))
    routes[id] = { ...route, module: guardModule(id, route.module, both.has(id)) }
  const result = { ...build, routes }
  guardedBuilds.set(build, result)
  return result
}

/** `both`: it is a page of both sides. */
function guardModule(id: string, module: Module, both: boolean): Module {
  const { loader, action } = module
  const bare = module.default === undefined
  return {
    ...module,
    ...(loader ? { loader: guardLoader(id, loader, { bare, both }) as Module['loader'] } : {}),
    ...(action ? { action: guardAction(action, bare, streams(module)) as Module['action'] } : {}),
  }
}

/** A route with `handle = { streams: true }` reads its body itself, as it arrives (uploads). */
const streams = (module: Module) => (module.handle as { streams?: boolean } | undefined)?.streams === true

function guardLoader(
  id: string,
  loader: RouteFunction,
  { bare, both }: { bare: boolean; both: boolean },
): RouteFunction {
  return async (args) => {
    const { ahead } = args.context
    ahead?.ran.set(id, args.params)
    const loaded = ahead?.loaded.get(id)
    if (loaded) return loaded
    try {
      return await loader(args)
    } catch (error) {
      throw failedLoad(both ? await ledToOwn(error, args) : error, args, bare)
    }
  }
}

function guardAction(action: RouteFunction, bare: boolean, streaming: boolean): RouteFunction {
  return async (args) => {
    // Rendered again because a rule changed meanwhile: what was done is done, only its page is made anew.
    if (args.context.remembered) return args.context.remembered.outcome()
    let body: Uint8Array<ArrayBuffer> | null = null
    try {
      if (args.context.unreachable) throw args.context.unreachable
      if (!streaming) {
        body = await bufferedBody(args.request)
        args = { ...args, request: await readable(args.request, body) }
      }
      return remember(args, await action(args))
    } catch (error) {
      const answer = refused(error, args, await typedIn(body, args.request), bare)
      args.context.remembered = { outcome: answer }
      return answer()
    }
  }
}

/**
 * A refusal or a redirect holds nothing but the sender's own words and may go out under any rule. Anything else was seen under
 * the rule of then: if that moved, "done" is all that is said, and the loaders tell what is so now.
 */
function remember(args: Args, result: unknown): unknown {
  const response = result instanceof Response ? result : null
  const status = response?.status ?? statusOf(result)
  const keeps = status >= 300
  args.context.remembered = {
    outcome: () => (keeps ? (response?.clone() ?? result) : response ? new Response(null, { status: 204 }) : null),
  }
  return response && keeps ? response.clone() : result
}

function statusOf(result: unknown): number {
  const init =
    typeof result === 'object' && result !== null && 'init' in result ? (result.init as ResponseInit | null) : null
  return init?.status ?? 200
}
