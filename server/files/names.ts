import { extensionOf } from './kinds.ts'

/** A file system takes 255 bytes for one name; what is saved from here must fit there. */
const MOST_BYTES = 240
const MOST_CHARACTERS = 180

/** Control characters; the marks that turn the direction of text, with which `fdp.exe` reads as a PDF; and what nobody can see [S30]. */
const UNSEEN = /[\p{Cc}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu
/** What a file system somewhere takes for something else than a name. */
const NOT_IN_NAMES = /[<>:"|?*]/g
const DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i

const bytes = (text: string) => Buffer.byteLength(text)

/**
 * The name a file is kept under, from whatever a sender called it: its last part, composed (NFC), without what cannot be seen,
 * leads elsewhere or would not fit. Never empty; keeps its extension.
 */
export function cleanName(sent: string): string {
  const visible = sent.toWellFormed().normalize('NFC').replace(UNSEEN, '')
  const last = visible.split(/[/\\]/).pop() ?? ''
  const name = last
    .replace(NOT_IN_NAMES, '_')
    .replace(/\s+/g, ' ')
    // No hidden file, no `..`, and no dot or blank at the end, which Windows drops and so changes the extension.
    .replace(/^[. ]+|[. ]+$/g, '')
    .replace(DEVICES, '_$1')
  return shortened(name || 'file')
}

/** Takes whole characters, as people count them, off the end of the stem. */
function shortened(name: string): string {
  const extension = extensionOf(name)
  const tail = extension && bytes(extension) <= 16 ? name.slice(-(extension.length + 1)) : ''
  const stem = tail ? name.slice(0, -tail.length) : name
  const fits = (text: string, characters: number) => characters <= MOST_CHARACTERS && bytes(text + tail) <= MOST_BYTES
  let kept = ''
  let characters = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(stem)) {
    if (!fits(kept + segment, ++characters)) break
    kept += segment
  }
  return (kept.trimEnd() || 'file') + tail
}
