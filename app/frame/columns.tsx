/** The mark: the open front of a house. */
export function Columns({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      className={className}
      aria-hidden
    >
      <path d="M4 12 16 5l12 7v1H4z" />
      <path d="M8 13v12M16 13v12M24 13v12M4 27h24" strokeLinecap="round" />
    </svg>
  )
}
