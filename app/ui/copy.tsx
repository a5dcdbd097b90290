import { Check, Files } from 'lucide-react'
import { useState, useSyncExternalStore } from 'react'
import { Button } from './button.tsx'

interface CopyProps {
  text: string
  /** What it does, and what it says when it is done. */
  label: string
  done: string
}

/** Puts a text where one can paste it from. Not there where the browser does not let pages do so. */
export function Copy({ text, label, done }: CopyProps) {
  const [copied, setCopied] = useState(false)
  const may = useSyncExternalStore(
    never,
    () => 'clipboard' in navigator,
    () => false,
  )
  if (!may) return null
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <>
      <Button
        type="button"
        size="small"
        icon={copied ? Check : Files}
        // A refusal leaves the label as it was: nothing was copied.
        onClick={() => void copy().catch(() => setCopied(false))}
      >
        {copied ? done : label}
      </Button>
      {/* Beside it: inside, it would leave the button without a name. */}
      <span role="status" className="sr-only">
        {copied && done}
      </span>
    </>
  )
}

const never = () => () => undefined
