/** Mends glued joints: a piece becomes the blocks that its lost paragraph breaks make of it, and each repair is reported with its place. */

import type { Block, Reason, Removed } from "./article.ts";
import { findJoints } from "./joints.ts";
import { findPairs, insideOf } from "./pairs.ts";

interface Part {
  readonly block: Block;
  /** Where it began in its piece. */
  readonly from: number;
  /** Joints mended at its beginning and inside. */
  readonly joints: readonly { readonly text: string; readonly reason: Reason; readonly offset: number }[];
}

export interface Mended {
  readonly blocks: readonly Block[];
  /** Of each piece its first block. */
  readonly firsts: Int32Array;
  /** Of each piece that had joints, by its index, what became of it. */
  readonly parts: ReadonlyMap<number, readonly Part[]>;
}

export function mended(pieces: readonly Block[]): Mended {
  const blocks: Block[] = [];
  const firsts = new Int32Array(pieces.length);
  const parts = new Map<number, readonly Part[]>();
  for (const [index, piece] of pieces.entries()) {
    firsts[index] = blocks.length;
    const joints = piece.kind === "caption" || !/[.!?…]/.test(piece.text) ? [] : findJoints(piece.text);
    if (joints.length === 0) {
      blocks.push(piece);
      continue;
    }
    const found = partsOf(piece, joints);
    parts.set(index, found);
    for (const { block } of found) blocks.push(block);
  }
  return { blocks, firsts, parts };
}

/** A glued joint is a lost paragraph break; inside a quotation, which must stay whole, it is a lost space. */
function partsOf(block: Block, joints: readonly number[]): Part[] {
  const inside = insideOf(findPairs(block.text));
  const parts: Part[] = [];
  let text = "";
  let from = 0;
  let began = 0;
  let noted: Part["joints"][number][] = [];
  const close = () => {
    const first = parts.length === 0 ? block : { kind: block.kind };
    parts.push({ block: { ...first, text: text.trim() }, from: began, joints: noted });
  };
  for (const joint of joints) {
    text += block.text.slice(from, joint);
    from = joint;
    if (block.kind === "paragraph" && !inside(joint)) {
      close();
      began = joint;
      text = "";
      noted = [{ text: around(block.text, joint), reason: "paragraph break lost at a full stop", offset: 0 }];
    } else {
      text += " ";
      noted.push({ text: around(block.text, joint), reason: "space lost at a full stop", offset: text.length });
    }
  }
  text += block.text.slice(from);
  close();
  return parts;
}

const around = (text: string, at: number) =>
  `${/\S{0,40}$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? ""}${/^\S{0,40}/.exec(text.slice(at, at + 40))?.[0] ?? ""}`;

/** What was taken out, where it stood among the pieces that stay. */
export interface Note {
  readonly text: string;
  readonly reason: Reason;
  readonly piece: number;
  readonly offset: number | null;
}

/** Places among the pieces become places among the blocks; the notes of mended joints follow. */
export function placed(notes: readonly Note[], { blocks, firsts, parts }: Mended): Removed[] {
  const removed: Removed[] = notes.map(({ text, reason, piece, offset }) => {
    const first = firsts[piece] ?? blocks.length;
    if (offset === null) return { text, reason, block: first, offset };
    const inPiece = parts.get(piece);
    if (!inPiece) return { text, reason, block: first, offset: Math.min(blocks[first]?.text.length ?? 0, offset) };
    const index = Math.max(
      0,
      inPiece.findLastIndex((part) => part.from <= offset),
    );
    const part = inPiece[index];
    const spaces = part?.joints.filter((joint) => joint.offset > 0).length ?? 0;
    const place = part ? Math.min(part.block.text.length, offset - part.from + (offset === part.from ? 0 : spaces)) : 0;
    return { text, reason, block: first + index, offset: place };
  });
  for (const [piece, inPiece] of parts)
    for (const [index, { joints }] of inPiece.entries())
      for (const { text, reason, offset } of joints)
        removed.push({ text, reason, block: (firsts[piece] ?? 0) + index, offset });
  // In the order of the text; a line of its own stands before its block.
  return removed.sort((a, b) => (a.block ?? 0) - (b.block ?? 0) || (a.offset ?? -1) - (b.offset ?? -1));
}
