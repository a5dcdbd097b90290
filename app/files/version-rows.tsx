import { useTranslation } from 'react-i18next'
import type { VersionView } from '#server/files/list-versions.ts'
import { FileRow } from '~/ui/file-row.tsx'
import { Time } from '~/ui/time.tsx'

/** Every content that an attachment had, the newest first: who brought it, when, how large, the way to it and, in a tab of its own, a look at it. `address`: where its content is. */
export function VersionRows({ versions, address }: { versions: readonly VersionView[]; address: string }) {
  const { t } = useTranslation('files')
  return (
    <ol aria-label={t('versions')} className="divide-y divide-line">
      {versions.map((one, nth) => {
        const href = `${address}?v=${String(one.version)}`
        return (
          <FileRow
            key={one.version}
            name={one.name}
            size={one.size}
            href={href}
            note={
              <>
                <bdi>{one.by.name}</bdi>
                <Time at={one.at} />
                <span>{t(nth === 0 ? 'version_now' : 'version', { version: one.version })}</span>
                {one.preview && (
                  <a
                    href={`${href}&show=1`}
                    target="_blank"
                    rel="noreferrer"
                    aria-label={t('show_version', { version: one.version, name: one.name })}
                    className="link"
                  >
                    {t('show')}
                  </a>
                )}
              </>
            }
          />
        )
      })}
    </ol>
  )
}
