/** The text of a contract, in Markdown. */
export const textOf = (party: string, subject: string): string =>
  `# Between Northlight Building Services and ${party}

## 1. What it is about
Northlight takes on ${subject}. The drawings and lists in the annexes are part of this contract; where they differ from the text, the text holds.

## 2. What Northlight does
Northlight carries out the work with its own trained people, keeps to the rules of the trade, and leaves every place clean and safe at the end of each day.

## 3. How fast
A fault that stops the use of a building is answered within **four hours** and looked at on the same day. Everything else is done on the next working day.

## 4. What is written down
Each visit ends with a protocol: what was found, what was done, what was measured. It is kept in the portal for ${party} to read.

## 5. What it costs
The price list of annex 1 holds for twelve months. Parts are charged at cost with a surcharge of 12 %. Invoices are due within 14 days.

## 6. When nobody can get in
${party} gives access to the rooms at the agreed hours. A visit that fails for lack of access is charged with half its price.

## 7. How it ends
Either side may end this contract with three months' notice to the end of a quarter, in writing. What was begun is finished.
`
