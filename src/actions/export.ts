/** A publication as a row of an export: what an import reads, and beside it what has become of the publication. Changes nothing. */

import type { Block } from "../article/article.ts";
import { offsetAt, wallOf, zoneNamed } from "../schedule/zone.ts";
import type { Column, told } from "../sources/rows.ts";
import type { Exported } from "../store/exports.ts";

export type ExportField = Column | (typeof told)[number];
/** A list where a cell may hold several. */
export type ExportRow = Readonly<Record<ExportField, string | readonly string[]>>;

/** What an imported row said, kept with its publication so that it can be told as it was written. */
export interface Written {
  readonly text?: string;
  readonly url?: string;
  readonly title?: string;
  readonly zone?: string;
  readonly hashtags?: string;
}

/** `houseZone`: for accounts that have none of their own. */
export function exportRow(one: Exported, houseZone: string): ExportRow {
  const written = (one.options.written ?? {}) as Written;
  const zone = zoneNamed(written.zone || one.zone || houseZone);
  const { mode, hashtags } = one.options as { mode?: string; hashtags?: readonly string[] | "own" | null };
  return {
    account: one.ambiguous ? one.accountId : one.handle,
    text: written.url ? "" : (written.text ?? textOf(one)),
    url: written.url ?? "",
    title: written.title ?? (one.titleFrom === "given" ? (one.title ?? "") : ""),
    at: one.dueAt ? offsetTime(one.dueAt, zone) : "",
    zone,
    mode: mode ?? "full",
    hashtags: written.hashtags ?? tagsOf(hashtags),
    id: one.id,
    state: one.state,
    reason: one.reason ?? "",
    published_at: one.publishedAt ? offsetTime(one.publishedAt, zone) : "",
    urls: one.urls,
  };
}

const tagsOf = (hashtags: readonly string[] | "own" | null | undefined): string => {
  if (hashtags === undefined || hashtags === null || hashtags === "own") return hashtags ?? "";
  return hashtags.length === 0 ? "none" : hashtags.map((tag) => `#${tag.replace(/^#/, "")}`).join(" ");
};

/** `2026-12-01T09:00:00+07:00`. */
export function offsetTime(at: Date, zone: string): string {
  const minutes = Math.round(offsetAt(zone, at.getTime()) / 60_000);
  const two = (count: number) => String(Math.trunc(count)).padStart(2, "0");
  const offset = `${minutes < 0 ? "-" : "+"}${two(Math.abs(minutes) / 60)}:${two(Math.abs(minutes) % 60)}`;
  return `${new Date(wallOf(zone, at.getTime())).toISOString().slice(0, 19)}${offset}`;
}

/** An article's prose with its paragraphs, or the posts that a person has cut, with the marks that part them. */
const textOf = ({ blocks, posts }: Exported): string =>
  blocks === null ? posts.join("\n\n---\n\n") : blocks.map(shown).join("\n\n");

const shown = ({ kind, text, breakBefore }: Block) =>
  `${breakBefore ? "---\n\n" : ""}${kind === "item" ? "- " : kind === "quote" ? "> " : ""}${text}`;
