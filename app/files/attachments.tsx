import { useSearchParams } from '@remix-run/react'
import { Paperclip } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Abilities } from '#server/access/abilities.ts'
import type { Attached } from '#server/files/queries.ts'
import type { AttachmentView } from '#server/files/views.ts'
import { useBase } from '~/frame/frame-context.ts'
import { ReachNote } from '~/frame/reach-note.tsx'
import { useReach } from '~/frame/reach.ts'
import { useWords } from '~/frame/words.ts'
import { Section } from '~/ui/card.tsx'
import { toast } from '~/ui/toasts.tsx'
import { EmptyState } from '~/ui/empty-state.tsx'
import { HeldRows } from '~/ui/held-rows.tsx'
import { Notice } from '~/ui/notice.tsx'
import { AddFiles } from './add-files.tsx'
import { AttachmentRow } from './attachment-row.tsx'
import { ClosedFiles } from './closed-files.tsx'
import { HalfWay } from './half-way.tsx'
import { keptUpload, printOf } from './kept-uploads.ts'
import { fileRightsIn, isOwn } from './rights.ts'
import { SameName } from './same-name.tsx'
import { kindsIn, megabytes, refusalOf } from './taken.ts'
import { UploadRow } from './upload-row.tsx'
import { useUploads } from './uploads.ts'
import { calledAs, useSameName } from './use-same-name.ts'
import { usePreview } from './use-preview.tsx'

interface AttachmentsProps {
  attached: Attached
  /** The list as it is now; the page keeps it true. */
  files: readonly AttachmentView[]
  /** What the reader may do with the record at this moment. */
  abilities: Abilities
  /** When the record was made, ISO. */
  since: string | undefined
}

/** The attachments of a task or contract: what is there, what is on its way, and the place to add more. */
export function Attachments({
  attached: { subject, ownAccount, ...taken },
  files: listed,
  abilities,
  since,
}: AttachmentsProps) {
  const { t } = useTranslation('files')
  const { accept, largest } = taken
  const say = useWords()
  const base = useBase()
  const [query] = useSearchParams()
  const { holds } = useReach()
  const files = listed.filter(({ at }) => holds(at))
  const rights = fileRightsIn(abilities, subject)
  const { uploads, add, ...doing } = useUploads(taken, rights.upload && { key: rights.upload })
  const here = `${base}/${subject.kind}s/${subject.id}/files`
  const replaced = useRef<string | null>(null)
  const chooser = useRef<HTMLInputElement>(null)
  const refused = query.get('refused')
  const { show, preview } = usePreview(files)
  const choose = (replacing: string | null) => {
    replaced.current = replacing
    chooser.current?.click()
  }
  const { asked, ask, answered } = useSameName()
  const mayEdit = (file: AttachmentView) => rights.edit === null && isOwn(file, ownAccount)
  const send = (chosen: Iterable<File>, to: string) => {
    for (const { name } of add(chosen, to)) toast(t('twice', { name }))
  }
  /** What is called as one that is here may be meant in its place; what goes on from where it stopped was asked about before. */
  const attach = (chosen: readonly File[]) => {
    const mine = files.filter(mayEdit)
    send(
      chosen.filter((file) => {
        const old = refusalOf(file, taken) || keptUpload(printOf(file, here)) ? undefined : calledAs(file.name, mine)
        if (old) ask(file, old)
        return !old
      }),
      here,
    )
  }
  return (
    <Section title={t('title')} help={files.length > 0 ? t('count', { count: files.length }) : undefined} kind="list">
      <div id="files" />
      {refused && (
        <Notice tone="bad" role="alert" className="m-4">
          {say({
            key: refused,
            values: { mb: megabytes(largest), allowed: kindsIn(accept) },
          })}
        </Notice>
      )}
      {rights.upload === null ? (
        <>
          <AddFiles action={here} accept={accept} largest={largest} onFiles={attach} />
          <ul className="divide-y divide-line empty:hidden [&:not(:empty)]:border-b [&:not(:empty)]:border-line">
            {asked.map(({ file, old }) => (
              <SameName
                key={file.name}
                name={file.name}
                onReplace={() => {
                  answered(file)
                  send([file], `${base}/files/${old.id}/versions`)
                }}
                onBoth={() => {
                  answered(file)
                  send([file], here)
                }}
                onLeave={() => answered(file)}
              />
            ))}
            <HalfWay to={here} underWay={uploads.length} onChoose={() => choose(null)} />
          </ul>
        </>
      ) : (
        <ClosedFiles reason={rights.upload} />
      )}
      {files.length + uploads.length === 0 && (
        <EmptyState icon={Paperclip} title={t('empty.title')}>
          {t(rights.upload === null ? 'empty.add' : 'empty.read')}
        </EmptyState>
      )}
      <ul aria-label={t('title')} className="divide-y divide-line empty:hidden">
        {uploads.map((upload) => (
          <UploadRow key={upload.key} upload={upload} open={rights.upload === null} {...doing} />
        ))}
        <HeldRows rows={listed}>
          {(file) =>
            holds(file.at) && (
              <AttachmentRow
                file={file}
                address={`${base}/files/${file.id}`}
                mayEdit={mayEdit(file)}
                mayRemove={rights.remove === null && isOwn(file, ownAccount)}
                onReplace={() => choose(file.id)}
                onShow={() => show(file.id)}
              />
            )
          }
        </HeldRows>
      </ul>
      <ReachNote since={since} of="files" className="border-t border-line px-4 py-3" />
      {preview}
      <input
        ref={chooser}
        type="file"
        accept={accept}
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={({ target }) => {
          const { current } = replaced
          if (target.files) send(target.files, current ? `${base}/files/${current}/versions` : here)
          target.value = ''
        }}
      />
    </Section>
  )
}
