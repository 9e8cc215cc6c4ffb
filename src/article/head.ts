/** What a page's head says of its article: title, link, language, author, section, picture; from meta tags and JSON-LD. */

import type { Media } from "./article.ts";

export interface Head {
  readonly title: string | null;
  readonly link: string | null;
  readonly language: string | null;
  readonly author: string | null;
  readonly category: string | null;
  readonly image: Media | null;
  readonly description: string | null;
}

const textMax = 300;
const linkedDataMax = 200_000;

/** Gathers the head while a parser reads; the first word on a thing counts. */
export class HeadNotes {
  readonly #notes = new Map<string, string>();
  #title = "";

  note(key: string | undefined, value: string | undefined) {
    const found = value?.replace(/\s+/g, " ").trim();
    if (key && found && !this.#notes.has(key)) this.#notes.set(key, found.slice(0, 2_000));
  }

  element(name: string, attributes: Readonly<Record<string, string>>) {
    if (name === "html") this.note("lang", attributes.lang);
    if (name === "meta") this.note((attributes.property ?? attributes.name)?.toLowerCase(), attributes.content);
    if (name === "link" && attributes.rel?.toLowerCase() === "canonical") this.note("canonical", attributes.href);
    if (name === "base") this.note("base", attributes.href);
  }

  title(text: string) {
    if (this.#title.length < 2_000) this.#title += text;
  }

  /** JSON-LD: a NewsArticle's own words for the same things. Broken JSON says nothing. */
  linkedData(json: string) {
    if (json.length > linkedDataMax) return;
    try {
      for (const one of articlesIn(JSON.parse(json))) {
        this.note("ld:headline", wordOf(one.headline));
        this.note("ld:author", wordOf(one.author));
        this.note("ld:section", wordOf(one.articleSection));
        this.note("ld:image", wordOf(one.image, "url"));
      }
    } catch {
      return;
    }
  }

  head(): Head {
    const first = (...keys: string[]) =>
      keys.map((key) => this.#notes.get(key)).find((value) => value !== undefined) ?? null;
    const link = absolute(first("canonical", "og:url"), null);
    const image = absolute(first("og:image:secure_url", "og:image", "twitter:image", "ld:image"), link);
    return {
      title: bareTitle(
        first("og:title", "ld:headline", "twitter:title") ?? (this.#title.replace(/\s+/g, " ").trim() || null),
        first("og:site_name"),
      ),
      link,
      language: first("lang", "og:locale")?.replace("_", "-") ?? null,
      author: nameOf(first("author", "ld:author", "article:author", "dc.creator", "parsely-author", "byl")),
      category: first("article:section", "ld:section", "category", "parsely-section"),
      description: first("og:description", "twitter:description", "description"),
      image: image ? { url: image, alt: first("og:image:alt", "twitter:image:alt") ?? "", credit: "" } : null,
    };
  }

  /** What a relative address on the page is relative to. */
  base(): string | null {
    return this.#notes.get("base") ?? this.#notes.get("canonical") ?? this.#notes.get("og:url") ?? null;
  }
}

/** An address made whole; as it stands when there is nothing to make it whole with. */
export function absolute(address: string | null, base: string | null): string | null {
  if (!address) return null;
  try {
    return base ? new URL(address, base).href : address;
  } catch {
    return address;
  }
}

/** The site's own name behind a title says nothing about the article. */
function bareTitle(title: string | null, site: string | null): string | null {
  if (!title || !site) return title;
  const parts = /^(.+?)\s+[-–—|·»:]\s+([^-–—|·»]+)$/.exec(title);
  return parts?.[1] && parts[2]?.toLowerCase() === site.toLowerCase() ? parts[1] : title;
}

/** Some sites put a profile's address where the name belongs. */
const nameOf = (author: string | null) =>
  author && !/^https?:|^@|[<>{}]/.test(author) && author.length <= 120 ? author.replace(/^(?:by|oleh)\s+/i, "") : null;

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function articlesIn(data: unknown): readonly Fields[] {
  const list = Array.isArray(data) ? data : isFields(data) && Array.isArray(data["@graph"]) ? data["@graph"] : [data];
  return list.filter(isFields).filter((one) => /Article|BlogPosting|Report/.test(String(one["@type"] ?? "")));
}

/** A text, or the name or address of an object, or of the first of several. */
function wordOf(value: unknown, field = "name"): string | undefined {
  if (typeof value === "string") return value.slice(0, textMax);
  if (Array.isArray(value)) return value.length > 0 ? wordOf(value[0], field) : undefined;
  return isFields(value) ? wordOf(value[field], field) : undefined;
}
