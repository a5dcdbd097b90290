/** A line of nothing but words and their signs, none of which means anything in Markdown where it stands. */
const WORDS = /^(?!\d+[.)])[\p{L}\p{N}](?: ?[\p{L}\p{M}\p{N}\p{So}\p{Sc},;:.!?'"()%+=/–—…’‘“”„«»-])*$/u
/** What is taken for a link without being marked as one. */
const LINK = /www\.|\/\//i

/** Whether a text is one line that is shown as it stands: most messages are no more. Nothing in it needs escaping. */
export const isPlainLine = (text: string): boolean => WORDS.test(text) && !LINK.test(text)
