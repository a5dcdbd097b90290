import { Upload } from 'lucide-react'
import { useEffect, useState, type DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonLook } from '~/ui/button.tsx'
import { cx } from '~/ui/cx.ts'
import { sizeIn } from '~/ui/file-row.tsx'

interface AddFilesProps {
  /** Where a form without script sends its file. */
  action: string
  accept: string
  /** Bytes. */
  largest: number
  onFiles: (files: File[]) => void
}

/** Where files are dropped or chosen; without script an ordinary form with one file in it. */
export function AddFiles({ action, accept, largest, onFiles }: AddFilesProps) {
  const { t, i18n } = useTranslation('files')
  const [scripted, setScripted] = useState(false)
  const [over, setOver] = useState(false)
  useEffect(() => {
    setScripted(true)
  }, [])
  const hold = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return
    event.preventDefault()
    setOver(true)
  }
  return (
    <form
      method="post"
      action={action}
      encType="multipart/form-data"
      className={cx('border-b border-line p-4 transition-colors last:border-b-0', over && 'bg-accent-soft')}
      onDragEnter={hold}
      onDragOver={hold}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label
          className={cx(
            'inline-flex rounded-box',
            scripted &&
              'relative has-focus-visible:ring-2 has-focus-visible:ring-accent has-focus-visible:ring-offset-2',
          )}
        >
          {scripted && (
            <span className={buttonLook({ size: 'small' })} aria-hidden>
              <Upload className="size-4" />
              {t('attach')}
            </span>
          )}
          <input
            type="file"
            name="file"
            required
            accept={accept}
            aria-label={t('attach')}
            multiple={scripted}
            className={scripted ? 'absolute inset-0 cursor-pointer opacity-0' : 'max-w-full text-small'}
            onChange={({ target }) => {
              onFiles([...(target.files ?? [])])
              target.value = ''
            }}
          />
        </label>
        {!scripted && <button className={buttonLook({ size: 'small' })}>{t('attach')}</button>}
        <p className="text-small text-faint">
          {scripted && <span className="pointer-coarse:hidden">{t('drop')} </span>}
          {t('limits', { size: sizeIn(i18n.language, largest) })}
        </p>
      </div>
    </form>
  )
}
