/** Pieces -> blocks: takes out what is not the article's prose, finds the dateline, mends glued joints. Each step is reported. */

import type { Block, Removed } from "./article.ts";
import { datelineOf } from "./dateline.ts";
import { formed, looksLikeHeading } from "./form.ts";
import { embedded, initialsAtEnd, isCredit, isFurniture, signatureOf } from "./furniture.ts";
import { hashtagsOf, isTagLine, tagTail } from "./hashtags.ts";
import { findJoints } from "./joints.ts";
import { findPairs, insideOf } from "./pairs.ts";
import type { Piece } from "./pieces.ts";

export interface Cleaned {
  readonly blocks: readonly Block[];
  readonly hashtags: readonly string[];
  readonly dateline: string | null;
  readonly author: string | null;
  readonly removed: readonly Removed[];
}

export function clean(pieces: readonly Piece[]): Cleaned {
  const removed: Removed[] = [];
  const tagLines: string[] = [];
  let author: string | null = null;
  let kept: Piece[] = [];
  /** An editor's mark stands before the next piece that is kept. */
  let marked = false;
  const keep = (kind: Piece["kind"], text: string) => {
    const breaks = marked && kind !== "caption" && kept.length > 0;
    kept.push({ kind, text, ...(breaks && { breakBefore: true }) });
    if (kind !== "caption") marked = false;
  };

  for (const piece of pieces) {
    if (piece.text.trim() === "---") {
      marked = true;
      continue;
    }
    const text = withoutEmbedded(piece.text, removed);
    const signature = signatureOf(text);
    if (text === "") continue;
    if (isFurniture(text)) removed.push({ text, reason: "not part of the article" });
    else if (isTagLine(text)) {
      tagLines.push(text);
      removed.push({ text, reason: "hashtags" });
    } else if (signature) {
      if (!/^(?:editor|edited by|redaktur)$/.test(signature.role)) author ??= signature.name;
      removed.push({ text, reason: "signature" });
    } else if (piece.kind !== "heading" && (piece.kind === "caption" || isCredit(text))) {
      keep("caption", text);
      removed.push({ text, reason: "picture credit or caption" });
    } else keep(piece.kind, text);
  }

  kept = withoutEnd(kept, removed, tagLines);
  const { pieces: started, dateline } = withoutDateline(kept, removed);
  const blocks = formed(started).flatMap((block) => mended(block, removed));
  const inProse = blocks.filter((block) => block.kind !== "caption").flatMap((block) => hashtagsOf(block.text));
  return { blocks, hashtags: [...tagLines.flatMap(hashtagsOf), ...inProse], dateline, author, removed };
}

function withoutEmbedded(text: string, removed: Removed[]): string {
  for (const found of text.match(embedded) ?? [])
    removed.push({ text: found.trim(), reason: "not part of the article" });
  return text.replace(embedded, "").trim();
}

/** The initials of the editors and the tags that close the last paragraph. */
function withoutEnd(pieces: readonly Piece[], removed: Removed[], tagLines: string[]): Piece[] {
  const last = pieces.findLastIndex((piece) => piece.kind !== "caption");
  const piece = pieces[last];
  if (!piece) return [...pieces];
  let text = piece.text;
  const tags = tagTail(text);
  if (tags) {
    tagLines.push(tags);
    removed.push({ text: tags.trim(), reason: "hashtags" });
    text = text.slice(0, text.length - tags.length);
  }
  const initials = initialsAtEnd.exec(text.slice(-40))?.[0] ?? "";
  if (initials && /(?:[.!?"”]|^)$/.test(text.slice(0, text.length - initials.length))) {
    removed.push({ text: initials.trim(), reason: "initials of the editors" });
    text = text.slice(0, text.length - initials.length);
  }
  return pieces.flatMap((one, at) => (at !== last ? [one] : text === "" ? [] : [{ ...one, text }]));
}

function withoutDateline(
  pieces: readonly Piece[],
  removed: Removed[],
): { pieces: readonly Piece[]; dateline: string | null } {
  const early = pieces
    .map((piece, at) => ({ piece, at }))
    .filter(({ piece }) => piece.kind === "paragraph" || (piece.kind === "line" && !looksLikeHeading(piece.text)))
    .slice(0, 2);
  const at = early.find(({ piece }) => datelineOf(piece.text) !== "")?.at;
  const found = at === undefined ? "" : datelineOf(pieces[at]?.text ?? "");
  if (found === "") return { pieces, dateline: null };
  removed.push({ text: found.trim(), reason: "dateline" });
  return {
    pieces: pieces.map((one, index) => (index === at ? { ...one, text: one.text.slice(found.length).trim() } : one)),
    dateline: found.replace(/[\s.–—-]+$/, ""),
  };
}

/** A glued joint is a lost paragraph break; inside a quotation, which must stay whole, it is a lost space. */
function mended(block: Block, removed: Removed[]): Block[] {
  if (block.kind === "caption") return [block];
  const joints = findJoints(block.text);
  if (joints.length === 0) return [block];
  const inside = insideOf(findPairs(block.text));
  const parts: string[] = [];
  let part = "";
  let from = 0;
  for (const joint of joints) {
    part += block.text.slice(from, joint);
    from = joint;
    const breaks = block.kind === "paragraph" && !inside(joint);
    removed.push({
      text: around(block.text, joint),
      reason: breaks ? "paragraph break lost at a full stop" : "space lost at a full stop",
    });
    if (breaks) {
      parts.push(part);
      part = "";
    } else part += " ";
  }
  parts.push(part + block.text.slice(from));
  return parts.map((text, at) => ({ ...(at === 0 ? block : { kind: block.kind }), text: text.trim() }));
}

const around = (text: string, at: number) =>
  `${/\S{0,40}$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? ""}${/^\S{0,40}/.exec(text.slice(at, at + 40))?.[0] ?? ""}`;
