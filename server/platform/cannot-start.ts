/** The portal cannot start, for a reason that its operator can mend. The message is one line, ready to print. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}
