/** Keeps HTML from nesting deeper than any page does: `htmlparser2` and what reads its tree grow slow with each level that stays open. */

const depthMax = 400;
const tag = /<(\/?)([a-zA-Z][\w-]*)[^<>]*>?/g;
/** Close by themselves, or hold nothing: they make no depth. */
const flat = new Set(
  "p li dt dd tr td th tbody thead tfoot option optgroup br img hr input meta link area base col embed source track wbr html head body".split(
    " ",
  ),
);

/** The same text; of a part that lies too deep only the words. */
export function shallow(html: string): string {
  let depth = 0;
  let from = 0;
  const parts: string[] = [];
  for (const match of html.matchAll(tag)) {
    if (flat.has((match[2] ?? "").toLowerCase()) || match[0].endsWith("/>")) continue;
    depth = Math.max(0, depth + (match[1] ? -1 : 1));
    if (depth < depthMax) continue;
    parts.push(html.slice(from, match.index), " ");
    from = match.index + match[0].length;
  }
  return parts.length === 0 ? html : parts.join("") + html.slice(from);
}
