/** Writes one article in three forms: plain text, Markdown and HTML (a fragment, or a page with all that stands around an article). */

export type Line =
  | { readonly kind: "heading" | "paragraph" | "quote" | "caption"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[]; readonly ordered: boolean };

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

export const asText = (lines: readonly Line[]): string =>
  lines
    .map((line) =>
      line.kind === "list"
        ? line.items.map((item, at) => `${line.ordered ? `${at + 1}.` : "-"} ${item}`).join("\n")
        : line.text,
    )
    .join("\n\n");

export const asMarkdown = (lines: readonly Line[]): string =>
  lines
    .map((line) => {
      if (line.kind === "list")
        return line.items.map((item, at) => `${line.ordered ? `${at + 1}.` : "-"} ${item}`).join("\n");
      const mark = { heading: "## ", paragraph: "", quote: "> ", caption: "" }[line.kind];
      return mark + line.text;
    })
    .join("\n\n");

export const asHtml = (lines: readonly Line[]): string =>
  lines
    .map((line) => {
      if (line.kind === "list") {
        const items = line.items.map((item) => `<li>${escaped(item)}</li>`).join("");
        return line.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
      }
      const text = escaped(line.text);
      if (line.kind === "heading") return `<h2>${text}</h2>`;
      if (line.kind === "quote") return `<blockquote><p>${text}</p></blockquote>`;
      if (line.kind === "caption")
        return `<figure><img src="/a.jpg" alt="Air"><figcaption>${text}</figcaption></figure>`;
      return `<p>${text}</p>`;
    })
    .join("\n");

const stories = (count: number) =>
  Array.from(
    { length: count },
    (_, at) => `<li><a href="/berita/${at}">Judul berita lain nomor ${at} yang menarik</a></li>`,
  ).join("");

/** A page as newsrooms make them: menus, boxes, forms, scripts and other stories on all sides. */
export const asPage = (lines: readonly Line[], head = "", title = ""): string => `<!doctype html>
<html lang="id"><head><meta charset="utf-8"><title>Situs</title>${head}<style>p{}</style></head>
<body class="post-template">
<header class="site-header"><a href="/">Situs</a><nav><ul>${stories(8)}</ul></nav></header>
<div id="wrapper"><div class="breadcrumb"><a href="/">Beranda</a> &gt; <a href="/d">Daerah</a></div>
<div class="row"><div class="col-main"><h1>${title}</h1><div class="share"><a href="#">Bagikan</a> <a href="#">Salin</a></div>
<div class="detail__body-text itp_bodycontent"><script>var x = "<p>tidak</p>";</script>
${asHtml(lines)}
<div class="ads" style="display:none">Iklan besar sekali untuk Anda semua di sini.</div></div>
<div class="related"><h3>Berita Terkait</h3><ul>${stories(6)}</ul></div>
<div id="comments"><form><textarea></textarea></form><p>Pembaca: mantap sekali beritanya, terima kasih banyak ya.</p></div></div>
<aside class="sidebar"><h3>Terpopuler</h3><ul>${stories(10)}</ul></aside></div></div>
<footer><p>Hak cipta 2026 Situs. Semua hak dilindungi undang-undang yang berlaku di sini.</p></footer>
<script>track()</script></body></html>`;
