/** A fresh id for something that is sent; also where a page is not served securely and `randomUUID` is missing. */
export function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16))
  const marked = bytes.map((byte, nth) => (nth === 6 ? (byte & 15) | 64 : nth === 8 ? (byte & 63) | 128 : byte))
  const hex = Array.from(marked, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
