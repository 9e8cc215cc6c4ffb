/** Reads each passage of an article once, though many ways of breaking are tried: its lengths, sentences and cuts. */

import { type Boundary, findBoundaries } from "../article/sentences.ts";
import { lengthOf, prefixOf } from "./measure.ts";
import type { Limits } from "./thread.ts";
import { type Cut, cutSentence, roomForWords } from "./words.ts";

export interface Reading {
  readonly lengthOf: (text: string) => number;
  /** Of each place in a text what is before it. */
  readonly sumsOf: (text: string) => Uint32Array;
  /** The sentences of a paragraph. */
  readonly sentencesOf: (text: string) => readonly Part[];
  /** Those inside its quotations too. */
  readonly allIn: (text: string) => readonly Part[];
  readonly cut: (text: string, room: number) => readonly Cut[];
}

export function readOnce(limits: Limits): Reading {
  const count = (text: string) => lengthOf(text, limits);
  const sumsOf = remembered((text: string) => prefixOf(text, limits));
  const boundaries = remembered(findBoundaries);
  const cuts = new Map<number, (text: string) => readonly Cut[]>();
  const least = remembered(roomForWords);
  return {
    // A passage's sums are needed anyway, and end with its length.
    lengthOf: (text) => sumsOf(text)[text.length] ?? 0,
    sumsOf,
    sentencesOf: remembered((text) =>
      splitAt(
        text,
        boundaries(text).filter((boundary) => !boundary.inside),
      ),
    ),
    allIn: remembered((text) => splitAt(text, boundaries(text))),
    cut: (text, room) => {
      const enough = Math.min(room, least(text));
      const cutting = cuts.get(enough) ?? remembered((whole: string) => cutSentence(whole, count, enough));
      cuts.set(enough, cutting);
      return cutting(text);
    },
  };
}

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? make(text);
    known.set(text, found);
    return found;
  };
}

export interface Part {
  readonly text: string;
  readonly gap: string;
}

function splitAt(text: string, boundaries: readonly Boundary[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let gap = "";
  for (const { end, at } of boundaries) {
    parts.push({ text: text.slice(from, end), gap });
    from = at;
    gap = text.slice(end, at);
  }
  parts.push({ text: text.slice(from), gap });
  return parts;
}
