import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { AttachmentView } from '#server/files/views.ts'
import { useBase } from '~/frame/frame-context.ts'
import { leftBehind } from '~/frame/left-behind.ts'

// Fetched when something is looked at for the first time.
const Preview = lazy(() => import('./preview.tsx').then((module) => ({ default: module.Preview }), leftBehind))

/** Looking at files over the page: `show` opens one of them, `preview` belongs somewhere on the page. */
export function usePreview(files: readonly AttachmentView[]): { show: (id: string) => void; preview: ReactNode } {
  const base = useBase()
  const [at, setAt] = useState<string | null>(null)
  const [used, setUsed] = useState(false)
  const all = files.flatMap(({ id, name, preview: kind, version }) =>
    kind ? [{ id, name, kind, address: `${base}/files/${id}?v=${String(version)}` }] : [],
  )
  return {
    show(id) {
      setUsed(true)
      setAt(id)
    },
    preview: used && (
      <Suspense fallback={null}>
        <Preview all={all} at={at} onMove={setAt} onClose={() => setAt(null)} />
      </Suspense>
    ),
  }
}
