import { NotFound } from '#server/platform/errors.ts'

/** An address that never was answers as a hidden one does. */
export function loader() {
  throw new NotFound()
}

export default function Nowhere() {
  return null
}
