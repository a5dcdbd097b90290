import { useTranslation } from 'react-i18next'
import type { VersionView } from '#server/files/list-versions.ts'
import { FileRow } from '~/ui/file-row.tsx'
import { Time } from '~/ui/time.tsx'

/** Every content that an attachment had, the newest first: who brought it, when, how large, and the way to it. `address`: where its content is. */
export function VersionRows({ versions, address }: { versions: readonly VersionView[]; address: string }) {
  const { t } = useTranslation('files')
  return (
    <ol aria-label={t('versions')} className="divide-y divide-line">
      {versions.map((one, nth) => (
        <FileRow
          key={one.version}
          name={one.name}
          size={one.size}
          href={`${address}?v=${String(one.version)}`}
          note={
            <>
              <bdi>{one.by.name}</bdi>
              <Time at={one.at} />
              <span>{t(nth === 0 ? 'version_now' : 'version', { version: one.version })}</span>
            </>
          }
        />
      ))}
    </ol>
  )
}
