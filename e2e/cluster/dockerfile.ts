/** One step of a Dockerfile: its name, and all that stands after it. */
export interface Step {
  what: string
  rest: string
}

/** The steps of a Dockerfile in order, each on one line. */
export const stepsOf = (text: string): Step[] =>
  text
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replace(/\s*\\\n\s*/g, ' ')
    .split('\n')
    .flatMap((line) => {
      const [, what = '', rest = ''] = /^(\w+)\s+(.*)$/.exec(line.trim()) ?? []
      return what ? [{ what, rest }] : []
    })
