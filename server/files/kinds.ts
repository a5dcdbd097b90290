/** A kind of file that may be attached: all that is declared, named and found inside must say the same [S28]. */
export interface FileKind {
  /** The media type it is stored and served with. */
  mediaType: string
  /** Extensions, without the dot, in lower case; the first is the usual one. */
  extensions: readonly string[]
  /** Other media types that browsers declare for it; '' where they know none. */
  alsoDeclared?: readonly string[]
  /** How its bytes are laid out, which `inspect` holds it to. */
  layout: 'png' | 'jpeg' | 'gif' | 'webp' | 'pdf' | 'zip' | 'text'
  /** How it may be shown in the page: what can script is never shown. */
  preview?: Preview
}

/** `picture` has no way to run anything; `pdf` is shown by the browser's own reader, apart from the page. */
export type Preview = 'picture' | 'pdf'

const UNKNOWN = ['', 'application/octet-stream'] as const
const office = (extension: string, mediaType: string): FileKind => ({
  mediaType,
  extensions: [extension],
  // Browsers on machines without an office suite know no type for these.
  alsoDeclared: UNKNOWN,
  layout: 'zip',
})
const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** Everything that is taken in. What can carry script or programs (SVG, HTML, macros, archives) is not in it. */
export const FILE_KINDS: readonly FileKind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], layout: 'pdf', preview: 'pdf' },
  { mediaType: 'image/png', extensions: ['png'], layout: 'png', preview: 'picture' },
  {
    mediaType: 'image/jpeg',
    extensions: ['jpg', 'jpeg'],
    alsoDeclared: ['image/jpg', 'image/pjpeg'],
    layout: 'jpeg',
    preview: 'picture',
  },
  { mediaType: 'image/gif', extensions: ['gif'], layout: 'gif', preview: 'picture' },
  { mediaType: 'image/webp', extensions: ['webp'], layout: 'webp', preview: 'picture' },
  office('docx', `${openXml}.wordprocessingml.document`),
  office('xlsx', `${openXml}.spreadsheetml.sheet`),
  office('pptx', `${openXml}.presentationml.presentation`),
  office('odt', `${openDocument}.text`),
  office('ods', `${openDocument}.spreadsheet`),
  office('odp', `${openDocument}.presentation`),
  { mediaType: 'text/plain', extensions: ['txt'], layout: 'text' },
  {
    mediaType: 'text/csv',
    extensions: ['csv'],
    // Windows with Excel declares a CSV so.
    alsoDeclared: ['application/vnd.ms-excel', 'application/csv', ...UNKNOWN],
    layout: 'text',
  },
  {
    mediaType: 'text/markdown',
    extensions: ['md'],
    alsoDeclared: ['text/plain', 'text/x-markdown', ...UNKNOWN],
    layout: 'text',
  },
]

/** The extension of a name, in lower case without its dot; empty when it has none. */
export const extensionOf = (name: string): string => /\.([^.\s]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The kind that a name's extension stands for. */
export const kindNamed = (name: string): FileKind | undefined => {
  const extension = extensionOf(name)
  return FILE_KINDS.find((kind) => kind.extensions.includes(extension))
}

/** The extensions as the file chooser's `accept` takes them. */
export const ACCEPT = FILE_KINDS.flatMap((kind) => kind.extensions.map((extension) => `.${extension}`)).join(',')

/** How a stored file may be shown in the browser; null when it is only saved [S29]. */
export const previewOf = (mediaType: string): Preview | null =>
  FILE_KINDS.find((kind) => kind.mediaType === mediaType)?.preview ?? null
