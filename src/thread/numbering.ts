/**
 * The number of a post in its thread: `3/12` after the prose, before tags and link, or `3.` in front of it; a single post has none. Digits and
 * slash keep their order behind right-to-left prose as well (Unicode's bidi rules W2 and W4), so no mark goes with them.
 */

export const numberStyles = ["1/12", "(1/12)", "1."] as const;
export type NumberStyle = (typeof numberStyles)[number];

/** With its space, on the side where the prose is. */
export function numberOf(position: number, posts: number, style: NumberStyle = "1/12"): string {
  if (posts < 2) return "";
  switch (style) {
    case "1/12":
      return ` ${position}/${posts}`;
    case "(1/12)":
      return ` (${position}/${posts})`;
    case "1.":
      return `${position}. `;
  }
}

export const standsInFront = (style: NumberStyle): boolean => style === "1.";

/** What the number costs with every counter of ours: all its characters are plain. */
export function numberWidth(position: number, digitsOfPosts: number, style: NumberStyle = "1/12"): number {
  if (digitsOfPosts === 0) return 0;
  const digits = String(position).length;
  switch (style) {
    case "1/12":
      return 2 + digits + digitsOfPosts;
    case "(1/12)":
      return 4 + digits + digitsOfPosts;
    case "1.":
      return 2 + digits;
  }
}
