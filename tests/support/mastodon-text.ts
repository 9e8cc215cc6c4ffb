/** How servers with Mastodon's API show a text and page a list, written apart from the product's own reading of it. */

const escaped = (text: string) =>
  text
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;")
    .replace(/'/g, "&#39;");

/** Mastodon hides a link's beginning and end in spans of its own; mentions lose their domain. */
const link = (url: string) => {
  const bare = url.replace(/^https?:\/\//, "");
  return `<a href="${escaped(url)}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">https://</span><span class="ellipsis">${escaped(bare.slice(0, 30))}</span><span class="invisible">${escaped(bare.slice(30))}</span></a>`;
};

const tokens = /(https?:\/\/\S+)|@(\w+)@([\w.-]+)|#(\p{L}[\p{L}\p{N}_]*)/gu;

function inline(text: string): string {
  let html = "";
  let from = 0;
  for (const match of text.matchAll(tokens)) {
    const [whole, url, name, host, tag] = match;
    html += escaped(text.slice(from, match.index));
    if (url) html += link(url);
    else if (name)
      html += `<span class="h-card"><a href="https://${host}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`;
    else
      html += `<a href="https://herald.example/tags/${tag}" class="mention hashtag" rel="tag">#<span>${tag}</span></a>`;
    from = match.index + whole.length;
  }
  return html + escaped(text.slice(from));
}

/** `markdown`: emphasis and code become tags, as on Hollo. */
export function shownAs(text: string, markdown: boolean): string {
  const paragraphs = text.split(/\n{2,}/).map((one) => inline(one).replaceAll("\n", "<br />"));
  const html = paragraphs.map((one) => `<p>${one}</p>`).join("");
  return markdown ? html.replace(/\*\*?([^*<]+)\*\*?/g, "<em>$1</em>").replace(/`([^`]+)`/g, "<code>$1</code>") : html;
}

/** Twenty at most, whatever is asked. */
export function pageOf<T extends { readonly id: string }>(
  newestFirst: readonly T[],
  maxId: string | null,
): readonly T[] {
  const from = maxId === null ? 0 : newestFirst.findIndex(({ id }) => id === maxId) + 1;
  return newestFirst.slice(from, from + 20);
}
