import { Link, useNavigate } from '@remix-run/react'
import { Search, X } from 'lucide-react'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'
import { ChoiceFace } from './choice-face.tsx'
import { useSections } from './use-sections.ts'

/** Over the page: what is typed is found at once, and Enter goes there. The browser's own dialog; the list is steered from the field. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['search', 'common'])
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const { sections, found, state, none } = useSections(typed)
  const navigate = useNavigate()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  const all = sections.flatMap(({ choices }) => choices)
  const now = all.find((one) => one.id === chosen) ?? all[0]
  const optionId = (choice: string) => `${id}-${choice}`
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal()
  }, [])
  useEffect(() => {
    if (now) document.getElementById(`${id}-${now.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, now])

  const steer = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const at = all.findIndex((one) => one.id === now?.id)
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }
    const step = steps[event.key]
    if (step !== undefined && all.length > 0) {
      event.preventDefault()
      setChosen(all.at(step % all.length)?.id ?? null)
    } else if (event.key === 'Enter' && now) {
      event.preventDefault()
      onClose()
      navigate(now.to)
    }
  }
  const count = t('count', { count: found })
  const said = state === 'coming' ? '' : state === 'failed' ? t('failed') : found > 0 ? count : t(none)
  return (
    <dialog
      ref={dialog}
      aria-label={t('title')}
      onClose={onClose}
      onMouseDown={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
      className="mx-auto mt-0 mb-auto h-dvh max-h-dvh w-screen max-w-none flex-col overflow-hidden bg-surface p-0 text-ink shadow-lift backdrop:bg-veil open:flex open:appear md:mt-[12vh] md:h-auto md:max-h-[70vh] md:w-[640px] md:rounded-box"
    >
      <div className="flex items-center gap-3 border-b border-line ps-4 pe-2">
        <Search className="size-[18px] shrink-0 text-faint" aria-hidden />
        <input
          autoFocus
          dir="auto"
          role="combobox"
          aria-label={t('what')}
          aria-expanded={all.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={now && optionId(now.id)}
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
          value={typed}
          placeholder={t('placeholder')}
          onKeyDown={steer}
          onChange={({ target }) => {
            setTyped(target.value)
            setChosen(null)
          }}
          className="h-14 min-w-0 flex-1 bg-transparent outline-none pointer-coarse:text-[16px]"
        />
        <IconButton label={t('common:close')} icon={X} onClick={() => dialog.current?.close()} />
      </div>
      {found === 0 && state !== 'coming' && (
        <div className="px-5 pt-4 pb-2">
          <p className={cx((none === 'none' || state === 'failed') && 'font-medium')}>{said}</p>
          {state === 'here' && <p className="text-small text-soft">{t(`${none}_help`)}</p>}
        </div>
      )}
      <div id={`${id}-list`} role="listbox" aria-label={t('results')} className="min-h-0 flex-1 overflow-y-auto p-2">
        {sections.map((section) => (
          <div key={section.id} role="group" aria-labelledby={`${id}-${section.id}-title`} className="pb-2">
            <p id={`${id}-${section.id}-title`} className="px-3 pt-2 pb-1 text-fine font-medium text-faint">
              {section.title}
            </p>
            {section.choices.map((choice) => (
              <Link
                key={choice.id}
                id={optionId(choice.id)}
                to={choice.to}
                role="option"
                tabIndex={-1}
                aria-selected={choice.id === now?.id}
                onPointerMove={() => setChosen(choice.id)}
                onClick={onClose}
                className={cx(
                  'flex min-h-10 items-center gap-3 rounded-[6px] px-3 py-1.5',
                  choice.id === now?.id && 'bg-hover',
                )}
              >
                <ChoiceFace choice={choice} />
              </Link>
            ))}
          </div>
        ))}
      </div>
      <p className="border-t border-line px-5 py-2 text-fine text-faint pointer-coarse:hidden" aria-hidden>
        {t('keys')}
      </p>
      <span role="status" className="sr-only">
        {said}
      </span>
    </dialog>
  )
}
