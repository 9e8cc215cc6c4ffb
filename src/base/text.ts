/** What no database and no network takes in a text. */

/** A NUL character, or one half of a surrogate pair without the other. */
export const isBroken = (text: string): boolean => text.includes("\0") || /\p{Surrogate}/u.test(text);
