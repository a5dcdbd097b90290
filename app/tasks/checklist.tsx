import { Plus, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { ChecklistItemView } from '#server/tasks/views.ts'
import { Button, IconButton } from '~/ui/button.tsx'
import { Section } from '~/ui/card.tsx'
import { cx } from '~/ui/cx.ts'
import { Input } from '~/ui/input.tsx'
import { Progress } from '~/ui/progress.tsx'
import { useRefused } from '~/ui/refused.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'
import { useTold } from '~/ui/use-told.ts'

interface Props {
  items: ChecklistItemView[]
  abilities: Abilities
}

/** The checklist; nothing at all where there is none and nobody here could begin one. */
export function Checklist({ items, abilities }: Props) {
  const { t } = useTranslation('tasks')
  const mayEdit = abilities['task.edit'] === null
  const done = items.filter((item) => item.done).length
  if (items.length === 0 && !mayEdit) return null
  const count = t('checklist.count', { done, all: items.length })
  return (
    <Section
      title={t('checklist.title')}
      kind="bare"
      action={items.length > 0 && <span className="text-small text-faint tabular-nums">{count}</span>}
    >
      {items.length > 0 && <Progress label={count} value={done} max={items.length} />}
      <ul className="flex flex-col">
        {items.map((item) => (
          <Item key={item.id} item={item} mayTick={abilities['task.tick'] === null} mayEdit={mayEdit} />
        ))}
      </ul>
      {mayEdit && <AddItem />}
    </Section>
  )
}

function Item({ item, mayTick, mayEdit }: { item: ChecklistItemView; mayTick: boolean; mayEdit: boolean }) {
  const { t } = useTranslation('tasks')
  const tick = useTold({ intent: 'tick', itemId: item.id })
  const remove = useTold({ intent: 'remove-item', itemId: item.id })
  const { save, pressed } = useInTurn(tick)
  const wanted = pressed?.get('done')
  const done = wanted ? wanted === 'yes' : item.done
  if (remove.formData) return null
  return (
    <li className="group flex min-h-9 items-start gap-1 rounded-box hover:bg-hover">
      <tick.Form
        method="post"
        className="min-w-0 flex-1"
        onSubmit={(event) => {
          event.preventDefault()
          save(new FormData(event.currentTarget))
        }}
      >
        <input type="hidden" name="intent" value="tick" />
        <input type="hidden" name="itemId" value={item.id} />
        <input type="hidden" name="done" value={done ? 'no' : 'yes'} />
        <button
          disabled={!mayTick}
          aria-pressed={done}
          className="flex w-full items-start gap-3 rounded-box px-2 py-1.5 text-start disabled:cursor-default"
        >
          <Box ticked={done} />
          <bdi className={cx('min-w-0 flex-1', done && 'text-faint line-through decoration-line-strong')}>
            {item.text}
          </bdi>
        </button>
      </tick.Form>
      {mayEdit && (
        <remove.Form method="post">
          <input type="hidden" name="intent" value="remove-item" />
          <input type="hidden" name="itemId" value={item.id} />
          <IconButton
            type="submit"
            label={t('checklist.remove', { text: item.text })}
            icon={X}
            className="opacity-0 group-hover:opacity-100 group-focus-within:opacity-100 pointer-coarse:opacity-100"
          />
        </remove.Form>
      )}
    </li>
  )
}

function Box({ ticked }: { ticked: boolean }) {
  return (
    <span
      aria-hidden
      className={cx(
        'mt-px flex size-5 shrink-0 items-center justify-center rounded-[5px] ring-1 ring-inset transition-colors',
        ticked ? 'bg-accent-fill text-on-accent ring-accent-fill' : 'bg-surface ring-line-strong',
      )}
    >
      {ticked && (
        <svg
          viewBox="0 0 16 16"
          className="size-4"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d="m3.5 8.5 3 3 6-7" />
        </svg>
      )}
    </span>
  )
}

function AddItem() {
  const { t } = useTranslation('tasks')
  const add = useTold({ intent: 'add-item' })
  const accepted = useRefused(add.data, { intent: 'add-item' }).status === null
  const form = useRef<HTMLFormElement>(null)
  const busy = add.state !== 'idle'
  useEffect(() => {
    if (add.state === 'idle' && add.data !== undefined && accepted) form.current?.reset()
  }, [add.state, add.data, accepted])
  return (
    <add.Form ref={form} method="post" className="flex gap-2">
      <input type="hidden" name="intent" value="add-item" />
      <Input
        name="text"
        required
        maxLength={500}
        autoComplete="off"
        aria-label={t('checklist.new')}
        placeholder={t('checklist.new')}
      />
      <Button icon={Plus} busy={busy}>
        {t('checklist.add')}
      </Button>
    </add.Form>
  )
}
