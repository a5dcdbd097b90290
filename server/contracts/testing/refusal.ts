import { PortalError } from '#server/platform/errors.ts'

/** What came of it: null when it was done, else the key of the refusal, or of what is wrong with the field. */
export const refusal = (doing: Promise<unknown>): Promise<string | null> =>
  doing.then(
    () => null,
    (error: unknown) => (error instanceof PortalError ? error.words.key : Promise.reject(error as Error)),
  )
