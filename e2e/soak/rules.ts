import type { Rules } from './surely.ts'
import { Switch } from './switch.ts'
import {
  collaboratorsOf,
  commentsOf,
  grantSwitch,
  memberSwitch,
  portalSwitches,
  thawedOf,
  type Desk,
} from './switches.ts'
import { ownOf, readersOf, teamOf, type Person, type Staff, type World } from './world.ts'

export interface Board extends Rules {
  /** Everything that admins and managers open and close. */
  switches: Switch[]
  /** Those of the first task of each account, where most of the talk is. */
  hot: Switch[]
  comments: Switch
  uploads: Switch
  suppliers: Switch
  /** By contract stream, by person, and by task stream and user id. */
  contracts: ReadonlyMap<string, Switch>
  frozen: ReadonlyMap<Person, Switch>
  members: ReadonlyMap<string, Switch>
  /** Takes somebody off a task past the use-cases, as a forgotten rule would: the database must refuse it. */
  sneak: Switch
  /** Bears on nobody here, and is never closed: for measuring how long a Save takes. */
  unhurried: Switch
}

/** Every third person of an account is frozen now and then; of every four, one's grant is suspended and another's reaches back less far. */
const FROZEN_EACH = 3
const GRANTS_EACH = 4

/** The switches of a world, made through the portal's own use-cases, and who needs which of them. */
export function boardOf(desk: Desk): Board {
  const { world, portal } = desk
  const { comments, uploads, suppliers } = portalSwitches(desk)
  const contracts = new Map(world.contracts.map((contract) => [contract.stream, commentsOf(desk, contract)]))
  const each = (every: number, first: number, make: (person: Person) => Switch) =>
    new Map(world.people.filter((_, nth) => nth % every === first).map((person) => [person, make(person)]))
  const frozen = each(FROZEN_EACH, 0, (person) => thawedOf(desk, person))
  const live = each(GRANTS_EACH, 0, (person) => grantSwitch(desk, person, 'live'))
  const reach = each(GRANTS_EACH, 1, (person) => grantSwitch(desk, person, 'days back'))
  const members = new Map(
    world.tasks.flatMap((task) =>
      task.people.map((person) => [`${task.stream} ${person.userId}`, memberSwitch(desk, task, person)] as const),
    ),
  )
  const [hot] = world.tasks
  const victim = hot?.people.at(-1)
  const sneak = new Switch('past the use-cases', async () => {
    await portal.database.db
      .deleteFrom('task_people')
      .where('task_id', '=', hot?.id ?? '')
      .where('grant_id', '=', victim?.grantId ?? '')
      .execute()
  })

  const ofPerson = (who: Person, what: Parameters<Rules['needs']>[1], stream: string): Switch[] | null => {
    const of = [frozen.get(who), live.get(who)].flatMap((one) => one ?? [])
    if (stream === ownOf(who) || stream === readersOf(who.accountId)) return of
    if (world.projects.some((one) => one.stream === stream && one.accountId === who.accountId)) return of
    if (what === 'old') return [reach.get(who)].flatMap((one) => one ?? [])
    const contract = world.contracts.find((one) => one.stream === stream)
    if (contract) {
      if (!contract.people.includes(who)) return null
      return [
        ...of,
        ...(what === 'post' ? [comments, contracts.get(stream)].flatMap((one) => one ?? []) : []),
        ...(what === 'upload' ? [uploads] : []),
      ]
    }
    const member = members.get(`${stream} ${who.userId}`)
    if (!member) return null
    const sneaked = stream === hot?.stream && who === victim ? [sneak] : []
    return [...of, member, ...sneaked, ...(who.kind === 'supplier' ? [suppliers] : [])]
  }
  return {
    needs: (who, what, stream) => (who.kind === 'staff' ? ofStaff(world, who, stream) : ofPerson(who, what, stream)),
    sneak,
    unhurried: collaboratorsOf(desk),
    hot: world.tasks.flatMap(({ stream, people }, nth) =>
      nth % 2 === 0 ? people.flatMap(({ userId }) => members.get(`${stream} ${userId}`) ?? []) : [],
    ),
    comments,
    uploads,
    suppliers,
    contracts,
    frozen,
    members,
    switches: [
      comments,
      uploads,
      suppliers,
      ...[contracts, frozen, live, reach, members].flatMap((some) => [...some.values()]),
    ],
  }
}

/** Nothing is taken from staff here: what is theirs is always open, and the rest never is. */
function ofStaff(world: World, who: Staff, stream: string): Switch[] | null {
  if (stream === ownOf(who) || world.contracts.some((one) => one.stream === stream)) return []
  if (world.people.some(({ accountId }) => readersOf(accountId) === stream)) return []
  if (world.projects.some((one) => one.stream === stream)) return []
  const isTask = world.tasks.some((one) => one.stream === stream || teamOf(one.stream) === stream)
  return isTask && who.seesTasks ? [] : null
}
