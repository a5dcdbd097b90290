declare module 'pg/lib/utils.js' {
  /** A value as the driver sends it: text, or bytes where it has no other way. */
  const utils: { prepareValue(value: unknown): string | Buffer | null }
  export default utils
}
