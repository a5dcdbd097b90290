import { Pause, Play, RotateCw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useWords } from '~/frame/words.ts'
import { IconButton } from '~/ui/button.tsx'
import { FileRow, sizeIn } from '~/ui/file-row.tsx'
import { mayPass, type Upload, type useUploads } from './uploads.ts'

interface UploadRowProps extends Pick<ReturnType<typeof useUploads>, 'again' | 'pause' | 'goOn' | 'cancel'> {
  upload: Upload
  /** Whether it could be tried again at this moment. */
  open: boolean
  /** What its failing means for the rest, said with the reason. */
  means?: string | undefined
}

/** A file on its way: how far it has come, and what one can do about it. */
export function UploadRow({ upload, open, means, again, pause, goOn, cancel }: UploadRowProps) {
  const { t } = useTranslation('files')
  const say = useWords()
  const { key, file, state, sent, error } = upload
  const { name } = file
  const isUnderWay = state === 'sending' || state === 'cut' || state === 'paused'
  return (
    <FileRow
      name={name}
      size={file.size}
      href={null}
      note={<HowFar upload={upload} />}
      {...(isUnderWay ? { sent } : {})}
      error={error && [say(error), means].filter(Boolean).join(' ')}
      actions={
        <span className="flex">
          {(state === 'sending' || state === 'cut') && (
            <IconButton label={t('pause', { name })} icon={Pause} onClick={() => pause(key)} />
          )}
          {state === 'paused' && <IconButton label={t('go_on', { name })} icon={Play} onClick={() => goOn(key)} />}
          {mayPass(error) && open && (
            <IconButton label={t('again', { name })} icon={RotateCw} onClick={() => again(key)} />
          )}
          <IconButton
            label={t(state === 'failed' ? 'dismiss' : 'cancel', { name })}
            icon={X}
            onClick={() => cancel(key)}
          />
        </span>
      }
    />
  )
}

/** In words what the bar shows, and why it stands still. */
function HowFar({ upload: { file, state, sent, anew } }: { upload: Upload }) {
  const { t, i18n } = useTranslation('files')
  if (state === 'failed') return null
  if (state === 'waiting' || state === 'elsewhere') return <span>{t(state)}</span>
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(Math.floor(sent * 100) / 100)
  return (
    <>
      <span className="tabular-nums">{t('sent', { percent, size: sizeIn(i18n.language, file.size * sent) })}</span>
      {state !== 'sending' && <span className="font-medium text-warn">{t(state)}</span>}
      {anew && <span className="basis-full">{t('anew')}</span>}
    </>
  )
}
