import { useTranslation } from 'react-i18next'
import type { Role } from '#server/access/catalogue.ts'
import { BothMustSayYes } from './both-must-say-yes.tsx'
import { RoleOpens, type ForWhom } from './role-opens.tsx'

/** What each of these roles opens: beside every field where one is chosen [A6]. */
export function RolesTable({ roles, ...whom }: ForWhom & { roles: readonly Role[] }) {
  const { t } = useTranslation(['accounts', 'giving'])
  return (
    <div className="flex flex-col gap-3 text-small">
      <table className="w-full">
        <caption className="pb-2 text-start font-medium">{t('giving:roles_table.title')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('giving:role')}</th>
            <th scope="col">{t('giving:roles_table.opens')}</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {roles.map((role) => (
            <tr key={role} className="align-top">
              <th scope="row" className="w-32 py-1.5 pe-3 text-start font-medium">
                {t(`role.${role}`)}
              </th>
              <td className="py-1.5 text-soft">
                <RoleOpens role={role} {...whom} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <BothMustSayYes />
    </div>
  )
}
