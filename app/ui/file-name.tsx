/** Longer is no ending that says what a file is. */
const LONGEST_ENDING = 8

/** A file's name in one line. What finds no room is left out before its ending, which says what it is; its title is all of it. */
export function FileName({ name }: { name: string }) {
  const dot = name.lastIndexOf('.')
  const at = dot > 0 && name.length - dot <= LONGEST_ENDING ? dot : name.length
  return (
    <bdi title={name} className="inline-flex max-w-full min-w-0 align-bottom">
      <span className="truncate whitespace-pre">{name.slice(0, at)}</span>
      <span className="shrink-0">{name.slice(at)}</span>
    </bdi>
  )
}
