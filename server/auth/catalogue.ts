/** Characters of a new password, as people count them [S14]. */
export const FEWEST_CHARACTERS = 15
export const MOST_CHARACTERS = 256
