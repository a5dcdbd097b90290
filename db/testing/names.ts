/** Names as people have them, and the longest that is taken: 200 characters. */
export const NAMES = ['Десислава Ангелова', 'يوسف الأمين', 'Zoë 🏗️👷‍♀️ O’Brien-Łukasz', 'Ω'.repeat(200)]
