import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VersionView } from '#server/files/list-versions.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { Dialog } from '~/ui/dialog.tsx'
import { Notice } from '~/ui/notice.tsx'
import { Skeleton } from '~/ui/skeleton.tsx'
import { VersionRows } from './version-rows.tsx'

interface VersionsProps {
  file: AttachmentView
  /** Where its content is. */
  address: string
  open: boolean
  onClose: () => void
}

/** Every content that an attachment had: who brought it, when, how large, and the way to it [D5]. */
export function Versions({ file, address, open, onClose }: VersionsProps) {
  const { t } = useTranslation('files')
  const [versions, setVersions] = useState<readonly VersionView[] | 'failed' | null>(null)
  // Asked for when it is opened, and again when another version comes while it is open.
  useEffect(() => {
    if (!open) return
    const leaving = new AbortController()
    fetch(`${address}/versions`, { headers: { Accept: 'application/json' }, signal: leaving.signal })
      .then((answer) =>
        answer.ok ? (answer.json() as Promise<{ versions: VersionView[] }>) : Promise.reject(new Error()),
      )
      .then(
        (found) => setVersions(found.versions),
        () => {
          if (!leaving.signal.aborted) setVersions('failed')
        },
      )
    return () => leaving.abort()
  }, [open, address, file.version])
  return (
    <Dialog open={open} onClose={onClose} title={t('versions')} description={<bdi>{file.name}</bdi>}>
      {versions === null ? (
        <Skeleton className="h-24 w-full" />
      ) : versions === 'failed' ? (
        <Notice tone="bad" role="alert">
          {t('versions_failed')}
        </Notice>
      ) : (
        <div className="-mx-4">
          <VersionRows versions={versions} address={address} />
        </div>
      )}
    </Dialog>
  )
}
