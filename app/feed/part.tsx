import { useId, type ReactNode } from 'react'
import { AboutLine, type About } from './about-line.tsx'

interface PartProps {
  title: string
  chat: boolean
  /** What it is about, where its page says more above it. */
  about: About | undefined
  /** Where one writes: beside the rest and not in it, so that it stays in sight on all of the page. */
  composer: ReactNode
  children: ReactNode
}

/** A part of its page under a heading; of a conversation's it is all there is, down to the bottom of the window. */
export function Part({ title, chat, about, composer, children }: PartProps) {
  const id = useId()
  if (!chat)
    return (
      <section aria-labelledby={id} className="contents">
        {about && <AboutLine about={about} />}
        <div className="flex flex-col gap-3">
          <h2 id={id} className="min-h-8 content-center text-lead">
            {title}
          </h2>
          {children}
        </div>
        {composer}
      </section>
    )
  return (
    <section aria-label={title} className="flex flex-1 flex-col justify-end gap-3">
      {children}
      {composer}
    </section>
  )
}
