import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice.tsx'

/** After two people edited one text: what the other saved, beside one's own, which is kept in the form. */
export function SavedMeanwhile({ title, text }: { title: string; text: string }) {
  const { t } = useTranslation('tasks')
  return (
    <Notice tone="warn" title={t('form.conflict')} className="mb-5">
      <p dir="auto" className="mt-1 font-medium text-ink">
        {title}
      </p>
      {text && (
        <p dir="auto" className="mt-1 max-h-60 overflow-y-auto whitespace-pre-wrap">
          {text}
        </p>
      )}
    </Notice>
  )
}
