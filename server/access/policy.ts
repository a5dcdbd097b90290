import type { Db } from '#db/database.ts'
import type { Portal } from '#server/platform/portal.ts'
import { CATALOGUE, cellOf, KINDS, type Cell, type ExternalAction } from './catalogue.ts'

/** Settings and matrix of one version of the policy. */
export interface Policy {
  version: number
  hostName: string
  administratorContact: string
  portalOn: boolean
  clientsDisabled: boolean
  contractComments: boolean
  blocked: { upload: boolean; edit: boolean; delete: boolean }
  attachmentMode: 'always' | 'until_approved'
  cells: ReadonlyMap<Cell, boolean>
}

/** Whom somebody can turn to who is refused as a whole [A12]: the host, and the administrator's contact where the settings have one. */
export const whomToAsk = (policy: Pick<Policy, 'hostName' | 'administratorContact'>): Record<string, string> => ({
  host: policy.hostName,
  ...(policy.administratorContact.trim() && { contact: policy.administratorContact }),
})

const DEFAULTS = Object.entries(CATALOGUE).flatMap(([action, row]) =>
  KINDS.map(
    (kind) => [cellOf(action as ExternalAction, kind), (row.ticks as readonly string[]).includes(kind)] as const,
  ),
)

/** The newest policy that each node has read: settings and matrix change only together with the version. */
const held = new WeakMap<Portal, Policy>()

/** The policy of `version`, read when this node does not hold it. Ask in the transaction that read the version. */
export async function policyOf(db: Db, portal: Portal, version: number): Promise<Policy> {
  const known = held.get(portal)
  if (known?.version === version) return known
  const settings = await db.selectFrom('portal_settings').selectAll().executeTakeFirstOrThrow()
  const cells = await db.selectFrom('matrix_cells').selectAll().execute()
  const now = await db.selectFrom('policy_version').select('version').executeTakeFirstOrThrow()
  const policy: Policy = {
    version,
    hostName: settings.host_name,
    administratorContact: settings.administrator_contact,
    portalOn: settings.portal_on,
    clientsDisabled: settings.clients_disabled,
    contractComments: settings.contract_comments,
    blocked: { upload: settings.block_upload, edit: settings.block_edit, delete: settings.block_delete },
    attachmentMode: settings.attachment_mode,
    cells: new Map([
      ...DEFAULTS,
      ...cells.map((cell) => [`${cell.object}.${cell.action}/${cell.kind}` as Cell, cell.ticked] as const),
    ]),
  }
  // Outside the gate the rule may have moved between these reads; then this serves one page that is rendered again, and is not kept.
  if (now.version === version && (!known || known.version < version)) held.set(portal, policy)
  return policy
}
