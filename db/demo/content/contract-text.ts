import type { Clauses } from './contract.ts'

interface Clause {
  heading: string
  usual: (party: string, subject: string) => string
}

const CLAUSES: readonly Clause[] = [
  {
    heading: 'What it is about',
    usual: (_, subject) =>
      `Northlight takes on ${subject}. The annexes are part of this contract; where they differ from the text, the text holds.`,
  },
  {
    heading: 'What Northlight does',
    usual: () =>
      'Northlight carries out the work with its own trained people, keeps to the rules of the trade, and leaves every place clean and safe at the end of each day.',
  },
  {
    heading: 'How fast',
    usual: () =>
      'A fault that stops the use of a building is answered within **four hours** and looked at on the same day. Everything else is done on the next working day.',
  },
  {
    heading: 'What is written down',
    usual: (party) =>
      `Each visit ends with a protocol: what was found, what was done, what was measured. It is kept in the portal for ${party} to read.`,
  },
  {
    heading: 'What it costs',
    usual: () =>
      'The price list of annex 1 holds for twelve months. Parts are charged at cost with a surcharge of 12 %. Invoices are due within 14 days.',
  },
  {
    heading: 'When nobody can get in',
    usual: (party) =>
      `${party} gives access to the rooms at the agreed hours. A visit that fails for lack of access is charged with half its price.`,
  },
  {
    heading: 'How it ends',
    usual: () =>
      "Either side may end this contract with three months' notice to the end of a quarter, in writing. What was begun is finished.",
  },
]

/** The text of a contract, in Markdown. `own`: clauses that are not as usual. */
export const textOf = (party: string, subject: string, own: Clauses = {}): string =>
  [
    `# Between Northlight Building Services and ${party}`,
    ...CLAUSES.map(
      ({ heading, usual }, nth) => `## ${String(nth + 1)}. ${heading}\n${own[nth + 1] ?? usual(party, subject)}`,
    ),
  ].join('\n\n') + '\n'
