/** Whether the reader folded the right rail away, as remembered in a cookie header. */
export const asideIn = (cookies: string | null) => (/(?:^|;\s*)aside=folded/.test(cookies ?? '') ? 'folded' : 'open')

/** Remembers it for a year on this device; nothing but the look of pages depends on it. */
export const rememberAside = (folded: boolean) => {
  document.cookie = `aside=${folded ? 'folded' : 'open'}; Path=/; SameSite=Lax; Max-Age=31536000`
}
