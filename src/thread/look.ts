/** How a network shows a post to its readers, as data, and what becomes of a text there. Pure: the page paints its preview with it. */

import { linksOnMastodon, linksOnX } from "../article/link-characters.ts";
import { linksInAnyScript } from "../article/link-letters.ts";
import { findLinks } from "../article/links.ts";
import { splitGraphemes } from "./graphemes.ts";

/** Where something is null, the network has no such thing, or it differs from reader to reader. */
export interface Look {
  /** How the account's name stands beside a post, `@` before it or not; null: only the name that the account gave itself. */
  readonly name: "@name" | "name" | null;
  readonly avatar: "circle" | "rounded square" | null;
  /** As `#rrggbb`; null: that of the text. */
  readonly colors: { readonly link: string | null; readonly tag: string | null };
  /** Null: links stand as they were written. */
  readonly link: LinkLook | null;
  /** Null: a link gets no card. A card's size is null where the linked page decides. */
  readonly card: { readonly place: "above" | "below"; readonly size: "large" | "small" | null } | null;
  /** After so much of a post its readers must ask for more: in characters as people count, or in lines as written. Null: never. */
  readonly fold: { readonly after: number; readonly unit: "characters" | "lines" } | null;
  /** Whether a line joins the posts of a thread. */
  readonly joined: boolean;
}

const tables = { few: linksOnX, all: linksInAnyScript, any: linksOnMastodon } as const;

/** How a link in the text is shown. */
export interface LinkLook {
  /** Which letters an address may have behind its host: Latin and Cyrillic ones, those of every script, or any character but a space. */
  readonly letters: keyof typeof tables;
  /** A domain without a scheme: shown as other links are, a link that stays as it was written, or no link at all. */
  readonly bare: "cut" | "whole" | "no link";
  readonly hides: "nothing" | "scheme" | "scheme and www";
  /** Letters that no address may have are shown as their escapes. */
  readonly escapes: boolean;
  /** Where the address, or what follows its host, has more than `above` characters, so many are kept and `end` follows them. */
  readonly cut: {
    readonly part: "address" | "path";
    readonly above: number;
    readonly keeps: number;
    readonly end: string;
  } | null;
}

/** A stretch of a text that can be followed, in UTF-16 units, `end` exclusive. */
export interface Entity {
  readonly kind: "link" | "tag";
  readonly start: number;
  readonly end: number;
}

/** A stretch as its readers see it. */
export interface Piece {
  readonly kind: "text" | Entity["kind"];
  readonly text: string;
  readonly written: string;
}

export interface Shown {
  readonly pieces: readonly Piece[];
  /** What is seen until readers ask for more; null: all of it. */
  readonly folded: string | null;
}

const tag = /(?<![\p{L}\p{M}\p{N}_&/#])[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu;

/** In order, none within another. */
export function entitiesOf(text: string, { link }: Pick<Look, "link">): Entity[] {
  const links = findLinks(text, tables[link?.letters ?? "all"]).filter(
    ({ scheme }) => scheme || (link !== null && link.bare !== "no link"),
  );
  const free = (at: number) => !links.some(({ start, end }) => at >= start && at < end);
  const tags = [...text.matchAll(tag)].filter(({ index }) => free(index));
  return [
    ...links.map(({ start, end }): Entity => ({ kind: "link", start, end })),
    ...tags.map(({ index, 0: { length } }): Entity => ({ kind: "tag", start: index, end: index + length })),
  ].sort((one, other) => one.start - other.start);
}

/** `entities`: of this text, in order. */
export function shownAs(text: string, entities: readonly Entity[], look: Pick<Look, "link" | "fold">): Shown {
  const pieces: Piece[] = [];
  let from = 0;
  const plain = (to: number) => {
    const written = text.slice(from, to);
    if (written) pieces.push({ kind: "text", text: written, written });
  };
  for (const { kind, start, end } of entities) {
    plain(start);
    const written = text.slice(start, end);
    pieces.push({ kind, written, text: kind === "link" && look.link ? linkShown(written, look.link) : written });
    from = end;
  }
  plain(text.length);
  return { pieces, folded: folded(pieces.map((one) => one.text).join(""), look.fold) };
}

const prefixes = { nothing: /^/, scheme: /^https?:\/\//i, "scheme and www": /^https?:\/\/(?:www\.)?/i } as const;

function linkShown(written: string, { bare, hides, escapes, cut }: LinkLook): string {
  const hasScheme = /^https?:\/\//i.test(written);
  if (!hasScheme && bare !== "cut") return written;
  const whole = escapes && URL.canParse(written) ? new URL(written).href : written;
  const address = (hasScheme ? whole : `https://${whole}`).replace(prefixes[hides], "");
  if (!cut) return address;
  const [host = "", path = ""] = cut.part === "path" ? parted(address) : ["", address];
  const kept = [...path];
  return kept.length > cut.above ? `${host}${kept.slice(0, cut.keeps).join("")}${cut.end}` : `${host}${path}`;
}

/** The host, and what follows it; a lone slash is nothing to show. */
function parted(address: string): [string, string] {
  const host = /^(?:https?:\/\/)?[^/?#]*/i.exec(address)?.[0] ?? address;
  const path = address.slice(host.length);
  return [host, path === "/" ? "" : path];
}

function folded(text: string, fold: Look["fold"]): string | null {
  if (!fold) return null;
  const [units, between] = fold.unit === "lines" ? [text.split("\n"), "\n"] : [[...splitGraphemes(text)], ""];
  return units.length > fold.after ? units.slice(0, fold.after).join(between) : null;
}
