/** Words for a person: an i18n key of the `errors` namespace and the values it speaks of. */
export interface Words {
  key: string
  values?: Record<string, string | number>
}

/** What may go wrong in a way that a person can do something about. Thrown once, mapped to a status and words once. */
export abstract class PortalError extends Error {
  abstract readonly status: number
  readonly words: Words

  constructor(key: string, values?: Words['values']) {
    super(key)
    this.name = new.target.name
    this.words = values ? { key, values } : { key }
  }
}

/** 404: hidden, or never was; nobody can tell which. */
export class NotFound extends PortalError {
  readonly status = 404

  constructor() {
    super('not_found')
  }
}

/** The address is of the other side, or of a grant that is not the caller's: not found by them, and perhaps to be found under their own [A5]. */
export class NotTheirs extends NotFound {}

/** 403: visible, but this may not be done; the key is the reason that decided. */
export class NotAllowed extends PortalError {
  readonly status = 403
}

/**
 * 403: the whole portal is closed to this person for now (portal off, master switch, frozen, grant ended); shown as a page of its own, which
 * says whom to ask: the values `host`, where somebody of the host answers for them `person`, and where the settings have one `contact`.
 */
export class Shut extends PortalError {
  readonly status = 403
}

/** 401: nobody is signed in, or the session has ended. */
export class SignInNeeded extends PortalError {
  readonly status = 401

  constructor() {
    super('sign_in_needed')
  }
}

/** 422: what came in is not right; one key for each field by its name, '' for the whole form. */
export class Invalid extends PortalError {
  readonly status = 422
  readonly fields: Record<string, Words>

  constructor(fields: Record<string, Words | string>) {
    super('invalid')
    this.fields = Object.fromEntries(
      Object.entries(fields).map(([name, words]) => [name, typeof words === 'string' ? { key: words } : words]),
    )
  }
}

/** 409: somebody else was faster; the person keeps what they typed and sees what is there now. */
export class Conflict extends PortalError {
  readonly status = 409
}

/** 410: the first part of a file was kept for `hours` and is gone; it is sent anew. */
export class UploadGone extends PortalError {
  readonly status = 410

  constructor(hours: number) {
    super('upload_gone', { hours })
  }
}

/** 413: more than is taken in. */
export class TooLarge extends PortalError {
  readonly status = 413
}

/** 429: too many tries. */
export class TooMany extends PortalError {
  readonly status = 429
  readonly retryAfterSeconds: number

  constructor(key: string, retryAfterSeconds: number) {
    super(key, { seconds: retryAfterSeconds })
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** 503: not now; the same request may succeed in a moment. */
export class TryLater extends PortalError {
  readonly status = 503

  constructor(key = 'try_later') {
    super(key)
  }
}
