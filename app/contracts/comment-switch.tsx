import { useFetcher } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import type { ContractView } from '#server/contracts/views.ts'
import { Button } from '~/ui/button.tsx'
import { isDone, useRefused } from '~/ui/refused.tsx'
import { SaveBar, type Saving } from '~/ui/save-bar.tsx'
import { Switch } from '~/ui/tick.tsx'
import { useInTurn } from '~/ui/use-in-turn.ts'

interface CommentSwitchProps {
  contract: ContractView
  /** The portal's own switch: a contract cannot be more open [D3]. */
  portalOpen: boolean
  /** The externals who read this contract, and those of them who have it open. */
  bound: { people: number; here: number }
}

/** The contract's own switch for comments: in force as soon as it is pressed, with what came of it. */
export function CommentSwitch({ contract, portalOpen, bound }: CommentSwitchProps) {
  const { t } = useTranslation('contracts')
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'comments' })
  const { save, pressed } = useInTurn(fetcher)
  const open = (pressed?.get('comments') ?? contract.comments) === 'as_portal'
  const saving: Saving =
    fetcher.state === 'submitting'
      ? { state: 'saving' }
      : refused.words
        ? { state: 'refused', words: refused.words }
        : isDone(fetcher.data)
          ? { state: 'saved', effect: t('effect', { count: bound.people, here: bound.here }) }
          : { state: 'idle' }
  return (
    <div className="flex flex-col gap-2">
      <fetcher.Form method="post" className="flex flex-col gap-2">
        <input type="hidden" name="intent" value="comments" />
        <input type="hidden" name="contractId" value={contract.id} />
        <Switch
          label={t('switch')}
          help={t(open ? (portalOpen ? 'switch_open' : 'switch_portal_closed') : 'switch_closed')}
          checked={open}
          onChange={({ target }) => {
            const form = new FormData(target.form ?? undefined)
            form.set('comments', open ? 'closed' : 'as_portal')
            save(form)
          }}
        />
        <noscript>
          <Button name="comments" value={open ? 'closed' : 'as_portal'} size="small">
            {t(open ? 'switch_close' : 'switch_reopen')}
          </Button>
        </noscript>
      </fetcher.Form>
      <SaveBar saving={saving} />
    </div>
  )
}
