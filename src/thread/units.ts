/** The units of a passage that the breaker works with, each with its length, its costs and its place in the article. */

import { forced, type Unit } from "./break.ts";
import type { Range } from "./openings.ts";
import type { Passage } from "./passages.ts";
import type { Span } from "./thread.ts";

export interface TextUnit extends Unit, Span {
  readonly text: string;
  readonly gapText: string;
  /** A post of its own, as an editor left it. */
  readonly fixed: boolean;
}

/** Of a heading in the middle of a post. */
const buriedHeading = 3_000;
/** Of parting a quotation and its speaker that one post can hold, though not with the rest of their sentence. */
const partedQuotation = 4_400;
const keptTogether = 30_000;

/** The length of a stretch of the passage. */
export type Between = (from: number, to: number) => number;

/** The units of one passage, one after the other, each with its place. */
export class Units {
  readonly all: TextUnit[] = [];
  /** Where the last one ends. */
  at = 0;
  readonly #passage: Passage;
  readonly #gapText: string;
  readonly #joinCost: number;
  readonly #between: Between;
  readonly #together: readonly Range[];
  #spoken: readonly Range[] = [];
  #next = 0;

  constructor(passage: Passage, before: Passage | undefined, between: Between, together: readonly string[]) {
    const buried = passage.kind === "heading" && before && before.kind !== "heading" && !before.fixed;
    this.#passage = passage;
    this.#gapText = gapBetween(before, passage);
    this.#joinCost = (passage.breakBefore ? forced : 0) + (passage.joinCost ?? 0) + (buried ? buriedHeading : 0);
    this.#between = between;
    this.#together = rangesOf(passage.text, together);
  }

  /** Quotations with their speakers in the sentence that comes next, in order. */
  keep(spoken: readonly Range[]): void {
    this.#spoken = spoken;
    this.#next = 0;
  }

  put(text: string, gap: string, breakCost: number): void {
    const first = this.all.length === 0;
    const { block, at: start } = this.#passage.from;
    const from = this.at + (first ? 0 : gap.length);
    const to = from + text.length;
    this.all.push({
      text,
      gapText: first ? this.#gapText : gap,
      length: this.#between(from, to),
      gap: first ? this.#gapText.length : this.#between(this.at, from),
      breakCost: breakCost + this.#costAt(from),
      joinCost: first ? this.#joinCost : 0,
      from: { block, at: start + from },
      to: { block, at: start + to },
      fixed: false,
    });
    this.at = to;
  }

  #costAt(place: number): number {
    const holds = ({ from, to }: Range) => from < place && place < to;
    if (this.#together.some(holds)) return keptTogether;
    while ((this.#spoken[this.#next]?.to ?? Number.POSITIVE_INFINITY) <= place) this.#next++;
    const spoken = this.#spoken[this.#next];
    return spoken && holds(spoken) ? partedQuotation : 0;
  }
}

export const fixedUnit = ({ text }: Passage, { from, to }: Span): TextUnit => ({
  text,
  gapText: "",
  length: 0,
  gap: 0,
  breakCost: 0,
  joinCost: forced,
  from,
  to,
  fixed: true,
});

const gapBetween = (before: Passage | undefined, passage: Passage): string =>
  !before ? "" : before.kind === "item" && passage.kind === "item" ? "\n" : "\n\n";

function rangesOf(text: string, together: readonly string[]): Range[] {
  return together.flatMap((one) => {
    const from = one === "" ? -1 : text.indexOf(one);
    return from < 0 ? [] : [{ from, to: from + one.length }];
  });
}
