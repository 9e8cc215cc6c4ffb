/** Breaks passages into posts, builds them and counts each exactly. */

import { AppError } from "../base/errors.ts";
import { leastLength, type Tails } from "./beside.ts";
import { cheapestPlan, type Plan } from "./break.ts";
import { overBy } from "./measure.ts";
import { type NumberStyle, numberOf, numberWidth, standsInFront } from "./numbering.ts";
import type { Passage } from "./passages.ts";
import type { Reading } from "./reading.ts";
import { type Rooms, toUnits } from "./segment.ts";
import type { Limits, Span } from "./thread.ts";
import type { TextUnit } from "./units.ts";

export interface Task {
  readonly reading: Reading;
  readonly passages: readonly Passage[];
  readonly limits: Limits;
  readonly tails: Tails;
  /** Null: no numbers. */
  readonly numbering: NumberStyle | null;
  readonly together: readonly string[];
  /** What a person calls the network, for an error's sentence. */
  readonly platform: string;
}

export interface Solved {
  readonly posts: readonly string[];
  /** What of the article each post holds. */
  readonly spans: readonly Span[];
  readonly cost: number;
}

const shortPost = 2_000;
/** Of a post where one should hold all: more than what is lost in a thread by its worst breaks. */
const fewestPosts = 1_000_000;
/** A last post of fewer characters looks like a slip. */
const stubCharacters = 60;

export function solve(task: Task): Solved {
  // Adding lengths up may promise a little too much: then again with less room.
  for (let max = task.limits.max, tries = 1; ; tries++) {
    const { units, plan } = cheapest(task, max);
    const posts = build(units, plan, task);
    const over = Math.max(
      ...posts.map((text, at) => (units[plan.starts[at] ?? 0]?.fixed ? 0 : overBy(text, task.limits))),
    );
    if (over === 0) return { posts, spans: spansOf(units, plan), cost: plan.cost };
    max = tries < 3 ? max - Math.min(over, 8) : Math.floor(max * 0.95) - 1;
    if (max < 1) throw noRoom(task, 0);
  }
}

interface Broken {
  readonly units: readonly TextUnit[];
  readonly plan: Plan;
}

/** The number's width depends on how many posts there are: the fewest digits that hold. */
function cheapest(task: Task, max: number): Broken {
  const { passages, tails, numbering, together, reading } = task;
  const total = passages.reduce((sum, { text, fixed }) => sum + (fixed ? 0 : reading.lengthOf(text)), 0);
  const forced = passages.filter((one) => one.breakBefore).length;
  const fewest = Math.max(Math.ceil(total / max), forced);
  const stub = stubLength(passages, total);
  const [first, last] = [leastLength(tails.first), leastLength(tails.last)];
  let found: Broken | null = null;
  for (const digits of numbering ? [0, 1, 2, 3, 4] : [0]) {
    const most = digits === 0 ? 1 : 10 ** digits - 1;
    if (numbering && (most < fewest || (digits === 0 && total + first + last > max))) continue;
    // The number's place among its posts matters to the character for as many as a network takes, where posts are short.
    const uniformFrom = digits < 2 || max > shortPost ? 2 : Math.min(100, 10 ** (digits - 1));
    const width = numbering ? numberWidth(most, digits, numbering) : 0;
    const room = max - width;
    const rooms: Rooms = { first: room - first, middle: room, last: room - last };
    const units = toUnits(passages, reading, rooms, together);
    const plan = cheapestPlan(units, {
      room: (position) =>
        max - (numbering && position < uniformFrom ? numberWidth(position, digits, numbering) : width),
      uniformFrom,
      first: tails.first,
      last: tails.last,
      stub,
      ...(task.limits.habit === "one post" && { postCost: fewestPosts }),
    });
    if (!plan) continue;
    found = { units, plan };
    if (!numbering || plan.starts.length <= most) break;
  }
  if (!found) throw noRoom(task, Math.max(first, last));
  return found;
}

/** In the network's units: a character of Chinese weighs two on some. */
function stubLength(passages: readonly Passage[], total: number): number {
  const characters = passages.reduce((sum, { text, fixed }) => sum + (fixed ? 0 : text.length), 0);
  return characters === 0 ? stubCharacters : Math.min(2, Math.max(1, total / characters)) * stubCharacters;
}

function build(units: readonly TextUnit[], plan: Plan, { tails, numbering }: Task): string[] {
  const posts = plan.starts.length;
  return plan.starts.map((start, index) => {
    const opening = units[start];
    if (opening?.fixed) return numbering ? renumbered(opening.text, index + 1, posts, numbering) : opening.text;
    const end = plan.starts[index + 1] ?? units.length;
    let prose = "";
    for (let at = start; at < end; at++)
      prose += (at === start ? "" : (units[at]?.gapText ?? "")) + (units[at]?.text ?? "");
    const number = numbering ? numberOf(index + 1, posts, numbering) : "";
    const first = index === 0 ? (tails.first[plan.first]?.text ?? "") : "";
    const last = index === posts - 1 ? (tails.last[plan.last]?.text ?? "") : "";
    return (numbering && standsInFront(numbering) ? number + prose : prose + number) + first + last;
  });
}

/** A post that an editor left with a number of ours keeps one, brought up to date; all else of it stays as it is. */
function renumbered(text: string, position: number, posts: number, style: NumberStyle): string {
  const old = {
    "1/12": / \d{1,4}\/\d{1,4}(?=\n\n|$)/,
    "(1/12)": / \(\d{1,4}\/\d{1,4}\)(?=\n\n|$)/,
    "1.": /^\d{1,4}\. (?=\S)/,
  };
  const found = [...text.matchAll(new RegExp(old[style], "g"))].at(-1);
  if (!found) return text;
  return text.slice(0, found.index) + numberOf(position, posts, style) + text.slice(found.index + found[0].length);
}

const spansOf = (units: readonly TextUnit[], { starts }: Plan): Span[] =>
  starts.flatMap((start, index) => {
    const [opening, closing] = [units[start], units[(starts[index + 1] ?? units.length) - 1]];
    return opening && closing ? [{ from: opening.from, to: closing.to }] : [];
  });

/** What must stand beside the prose leaves it no room: a network with a tiny limit and a long link. */
const noRoom = ({ limits, platform }: Task, beside: number) =>
  new AppError("thread-post-too-long", {
    position: 1,
    length: beside,
    max: limits.max,
    over: Math.max(1, beside - limits.max),
    platform,
  });
