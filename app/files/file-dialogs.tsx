import { useFetcher } from '@remix-run/react'
import { useEffect, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '#server/files/views.ts'
import { Button } from '~/ui/button.tsx'
import { Dialog } from '~/ui/dialog.tsx'
import { Field } from '~/ui/field.tsx'
import { Input } from '~/ui/input.tsx'
import { FormError, isDone, useRefused } from '~/ui/refused.tsx'

interface FileDialogProps {
  file: AttachmentView
  open: boolean
  onClose: () => void
}

/** Asks for another name. */
export function RenameFile({ file, open, onClose }: FileDialogProps) {
  const { t } = useTranslation('files')
  const form = useId()
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'rename-file', attachmentId: file.id })
  useClosing(fetcher.data, onClose)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('rename_title')}
      footer={
        <>
          <Button type="button" onClick={onClose}>
            {t('keep')}
          </Button>
          <Button form={form} look="strong" busy={fetcher.state !== 'idle'}>
            {t('rename')}
          </Button>
        </>
      }
    >
      <fetcher.Form id={form} method="post" className="flex flex-col gap-4">
        <FormError words={refused.words} />
        <input type="hidden" name="intent" value="rename-file" />
        <input type="hidden" name="attachmentId" value={file.id} />
        <Field label={t('name')} help={t('name_help')} error={refused.field('name')}>
          <Input name="name" defaultValue={file.name} required maxLength={255} key={file.name} />
        </Field>
      </fetcher.Form>
    </Dialog>
  )
}

/** Asks before a file is taken away from everyone. */
export function RemoveFile({ file, open, onClose }: FileDialogProps) {
  const { t } = useTranslation('files')
  const form = useId()
  const fetcher = useFetcher()
  const refused = useRefused(fetcher.data, { intent: 'delete-file', attachmentId: file.id })
  useClosing(fetcher.data, onClose)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('remove_title')}
      description={t('remove_ask', { name: file.name })}
      footer={
        <>
          <Button type="button" onClick={onClose}>
            {t('keep')}
          </Button>
          <Button form={form} look="grave" busy={fetcher.state !== 'idle'}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <fetcher.Form id={form} method="post">
        <FormError words={refused.words} />
        <input type="hidden" name="intent" value="delete-file" />
        <input type="hidden" name="attachmentId" value={file.id} />
      </fetcher.Form>
    </Dialog>
  )
}

/** Closes once it is done; a refusal stays to be read. */
function useClosing(data: unknown, close: () => void) {
  useEffect(() => {
    if (isDone(data)) close()
    // Only an answer closes; who asked may be another function with each rendering.
  }, [data])
}
