import { X } from 'lucide-react'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './button.tsx'
import { cx } from './cx.ts'
import { Gone, useHeld } from './held-rows.tsx'

interface DialogProps {
  open: boolean
  /** Called when it was closed, by whatever way. */
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  /** Its buttons; the one that does it last. */
  footer?: ReactNode
  children?: ReactNode
  /** As large as the window, for what is looked at. */
  large?: boolean
}

/**
 * A question or a form over the page. The browser's own dialog: what is behind cannot be reached, Escape closes, the
 * focus comes back. What was typed stays while it is closed, and while it is open also if what it is about is removed elsewhere (`HeldRows`).
 */
export const Dialog = ({ large = false, ...props }: DialogProps) => (
  <Modal
    {...props}
    look={cx(
      'm-auto rounded-box',
      large
        ? 'h-[calc(100dvh-16px)] max-h-none w-[min(1200px,calc(100vw-16px))] max-w-none'
        : 'w-[min(520px,calc(100vw-32px))]',
    )}
  />
)

function Modal({
  open,
  onClose,
  title,
  description,
  footer,
  children,
  look,
}: Omit<DialogProps, 'large'> & { look: string }) {
  const { t } = useTranslation()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const gone = useHeld(open)
  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open && dialog.current?.open) dialog.current.close()
  }, [open])
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onClose={onClose}
      onMouseDown={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
      className={cx(
        'overflow-visible bg-surface p-0 text-ink shadow-lift backdrop:bg-veil open:flex open:appear',
        look,
      )}
    >
      <div className="relative flex max-h-[inherit] min-h-0 w-full flex-col">
        <div className="ps-6 pe-14 pt-5">
          <h2 id={id} className="text-lead">
            {title}
          </h2>
        </div>
        <div className="min-h-0 flex-1 scroll-pb-20 overflow-y-auto px-6 pt-3 pb-6">
          <div aria-live="assertive">{gone && <Gone />}</div>
          {description && <p className="mb-4 text-soft">{description}</p>}
          {children}
        </div>
        {footer && <div className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4">{footer}</div>}
        {/* Last, so that the focus begins in what the dialog asks for. */}
        <span className="absolute end-3 top-3.5">
          <IconButton
            label={t('close')}
            icon={X}
            onClick={() => {
              dialog.current?.close()
            }}
          />
        </span>
      </div>
    </dialog>
  )
}
