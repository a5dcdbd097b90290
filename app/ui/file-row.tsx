import { File, FileArchive, FileImage, FileSpreadsheet, FileText, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'
import { FileName } from './file-name.tsx'
import { Progress } from './progress.tsx'

interface FileRowProps {
  id?: string
  /** It is what somebody came for. */
  marked?: boolean
  name: string
  /** Bytes. */
  size: number
  /** Where it is downloaded; null while it is still being sent. */
  href: string | null
  /** Who and when. */
  note?: ReactNode
  /** Share sent so far, 0 to 1, while it is under way. */
  sent?: number
  /** Why it was refused. */
  error?: ReactNode
  actions?: ReactNode
}

/** A file with what one can do with it; while it is being sent, how far it has come. */
export function FileRow({ id, marked, name, size, href, note, sent, error, actions }: FileRowProps) {
  const { t, i18n } = useTranslation()
  const Icon = pictureOf(name)
  return (
    <li id={id} className={cx('flex items-start gap-3 px-4 py-3', marked && 'bg-accent-soft')}>
      <Icon className="mt-0.5 size-5 shrink-0 text-soft" strokeWidth={1.5} aria-hidden />
      <div className="min-w-0 flex-1">
        {href ? (
          <a href={href} download aria-label={name} className="link inline-flex max-w-full">
            <FileName name={name} />
          </a>
        ) : (
          <FileName name={name} />
        )}
        <p className="flex flex-wrap gap-x-2 text-small text-faint">
          <span>{sizeIn(i18n.language, size)}</span>
          {note}
        </p>
        {sent !== undefined && !error && (
          <div className="mt-2">
            <Progress value={sent} label={t('file.sending', { name })} />
          </div>
        )}
        {error && (
          <p role="alert" className="text-small text-bad">
            {error}
          </p>
        )}
      </div>
      {actions}
    </li>
  )
}

const pictures: [RegExp, LucideIcon][] = [
  [/\.(png|jpe?g|gif|webp|avif|heic)$/i, FileImage],
  [/\.(pdf|docx?|odt|txt|md|rtf)$/i, FileText],
  [/\.(xlsx?|ods|csv)$/i, FileSpreadsheet],
  [/\.(zip|7z|gz|tar)$/i, FileArchive],
]

const pictureOf = (name: string) => pictures.find(([ending]) => ending.test(name))?.[1] ?? File

/** Bytes as people say them, in their language. */
export function sizeIn(language: string, bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte']
  const step = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0)
  const value = bytes / 1000 ** step
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    // The short form of bytes knows no plural.
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value)
}
