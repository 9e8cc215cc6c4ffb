/** The number of a post in its thread, `3/12`: after the prose, before tags and link; a single post has none. */

export const numberOf = (position: number, posts: number): string => (posts > 1 ? ` ${position}/${posts}` : "");

/** What the number costs with every counter of ours: all its characters are plain. */
export const numberWidth = (position: number, digitsOfPosts: number): number =>
  digitsOfPosts === 0 ? 0 : 2 + String(position).length + digitsOfPosts;
