import { FilePen, History, RefreshCw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '#server/files/views.ts'
import { FileRow } from '~/ui/file-row.tsx'
import { Menu, type MenuItem } from '~/ui/menu.tsx'
import { Time } from '~/ui/time.tsx'
import { RemoveFile, RenameFile } from './file-dialogs.tsx'
import { anchorOf, useLedTo } from './use-led-to.ts'
import { Versions } from './versions.tsx'

interface AttachmentRowProps {
  file: AttachmentView
  /** Where its content is. */
  address: string
  mayEdit: boolean
  mayRemove: boolean
  onReplace: () => void
  /** Opens it over the page, where it can be looked at. */
  onShow: () => void
}

/** An attachment with who brought it and what the reader can do with it. */
export function AttachmentRow({ file, address, mayEdit, mayRemove, onReplace, onShow }: AttachmentRowProps) {
  const { t } = useTranslation('files')
  const led = useLedTo(file.id)
  const [asking, setAsking] = useState<'rename' | 'remove' | 'versions' | null>(null)
  const done = () => {
    setAsking(null)
  }
  const items: MenuItem[] = [
    ...(file.version > 1 ? [{ label: t('versions'), icon: History, onSelect: () => setAsking('versions') }] : []),
    ...(mayEdit
      ? [
          { label: t('rename'), icon: FilePen, onSelect: () => setAsking('rename') },
          { label: t('replace'), icon: RefreshCw, onSelect: onReplace },
        ]
      : []),
    ...(mayRemove ? [{ label: t('remove'), icon: Trash2, grave: true, onSelect: () => setAsking('remove') }] : []),
  ]
  return (
    <>
      <FileRow
        id={anchorOf(file.id)}
        marked={led}
        name={file.name}
        size={file.size}
        href={address}
        note={
          <>
            <span>
              <bdi>{file.by.name}</bdi>
              {file.account && (
                <>
                  {', '}
                  <bdi>{file.account.name}</bdi>
                </>
              )}
            </span>
            <Time at={file.at} />
            {file.version > 1 && (
              <a
                href={`${address}/versions`}
                className="link"
                aria-haspopup="dialog"
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  setAsking('versions')
                }}
              >
                {t('version', { version: file.version })}
              </a>
            )}
            {file.preview && (
              <a
                href={`${address}?show=1`}
                target="_blank"
                rel="noreferrer"
                aria-label={t('show_it', { name: file.name })}
                className="link"
                onClick={(event) => {
                  if (event.ctrlKey || event.metaKey || event.shiftKey) return
                  event.preventDefault()
                  onShow()
                }}
              >
                {t('show')}
              </a>
            )}
          </>
        }
        actions={
          items.length > 0 && (
            <Menu label={t('actions', { name: file.name })} name={file.name} items={items} className="-my-1.5" />
          )
        }
      />
      {file.version > 1 && <Versions file={file} address={address} open={asking === 'versions'} onClose={done} />}
      {mayEdit && <RenameFile file={file} open={asking === 'rename'} onClose={done} />}
      {mayRemove && <RemoveFile file={file} open={asking === 'remove'} onClose={done} />}
    </>
  )
}
