import { cx } from '../ui/cx.ts'

/** Markdown that the server made safe (`renderMarkdown`), and nothing else. */
export const Prose = ({ html, className }: { html: string; className?: string }) => (
  <div dir="auto" className={cx('prose', className)} dangerouslySetInnerHTML={{ __html: html }} />
)
