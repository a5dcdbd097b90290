/** A path of this portal and of nowhere else: `//host`, `/\host` and addresses with a scheme would lead away. */
export const ownPath = (path: string | null | undefined): string | null =>
  path && /^\/(?![/\\])[^\p{Cc}\\]*$/u.test(path) ? path : null
