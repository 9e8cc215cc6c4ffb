/** The options by which `split` and `publish` say how an article becomes a thread. */

import type { Command } from "commander";
import { isTag, toTag } from "../article/hashtags.ts";
import { AppError } from "../base/errors.ts";
import { modes, type Wishes } from "../thread/split.ts";
import { wholeNumber } from "./io.ts";

export interface SplittingOptions {
  readonly numbering?: true;
  readonly mode?: NonNullable<Wishes["mode"]>;
  readonly maxPosts?: number;
  readonly over?: NonNullable<Wishes["whenOver"]>;
  readonly hook?: string;
  readonly headings?: "line" | "drop";
  readonly hashtags?: NonNullable<Wishes["hashtags"]>;
}

/** One of a few words. Throws `option-invalid`. */
export const oneOf =
  <T extends string>(option: string, values: readonly T[]) =>
  (value: string): T => {
    const found = values.find((one) => one === value);
    if (found === undefined)
      throw new AppError("option-invalid", { option, value, hint: `give one of ${values.join(", ")}` });
    return found;
  };

function someText(option: string): (value: string) => string {
  return (value) => {
    if (value.trim() === "") throw new AppError("option-invalid", { option, value, hint: "give some text" });
    return value.trim();
  };
}

/** `own`, `none`, or tags with or without their #: parted by commas, so that a name may have several words, else by spaces. */
function tags(value: string): NonNullable<Wishes["hashtags"]> {
  if (value === "own") return value;
  if (value === "none") return [];
  const given = /[,;]/.test(value)
    ? value
        .split(/[,;]+/)
        .map((name) => name.trim())
        .filter(Boolean)
        .map((name) => (/\s/.test(name) ? toTag(name) : name))
    : value.split(/\s+/).filter(Boolean);
  if (given.length === 0 || !given.every(isTag))
    throw new AppError("option-invalid", {
      option: "--hashtags",
      value,
      hint: 'give own, none, or tags of letters and digits such as EkonomiDesa,#Banjarmasin or "inflasi, harga cabai"',
    });
  return given;
}

export const withSplitting = (command: Command): Command =>
  command
    .option("--numbering", "end each post with its number, as 1/12")
    .option(
      "--mode <mode>",
      "full (every sentence), short (the first paragraphs), digest (the sentences that tell the news) or link (the hook alone, with the link); full unless given",
      oneOf("--mode", modes),
    )
    .option("--max-posts <n>", "so many posts at most", wholeNumber("--max-posts"))
    .option(
      "--over <what>",
      "when the thread has more than --max-posts: refuse (unless given) or digest",
      oneOf("--over", ["refuse", "digest"] as const),
    )
    .option("--hook <text>", "a text of your own as the first post", someText("--hook"))
    .option("--headings <how>", "line (unless given) or drop", oneOf("--headings", ["line", "drop"] as const))
    .option(
      "--hashtags <tags>",
      "own (only the article's), none, or tags of your choice, parted by commas (\"inflasi, harga cabai\" is #inflasi #HargaCabai); unless given, the article's own, else those found in it",
      tags,
    );

/** Throws `usage`. */
export function wishesOf({ mode, maxPosts, over, hook, headings, hashtags }: SplittingOptions): Wishes {
  if (over && maxPosts === undefined)
    throw new AppError("usage", {
      problem: `--over says what becomes of a thread with more than --max-posts; give that too, as --max-posts 10 --over ${over}.`,
    });
  return { mode, maxPosts, whenOver: over, hook, headings, hashtags };
}

/** The first option given that says how to cut, for a thread that is cut already. */
export const namedWish = ({
  numbering,
  mode,
  maxPosts,
  over,
  hook,
  headings,
  hashtags,
}: SplittingOptions): string | undefined =>
  [
    numbering && "--numbering",
    mode && "--mode",
    maxPosts !== undefined && "--max-posts",
    over && "--over",
    hook !== undefined && "--hook",
    headings && "--headings",
    hashtags && "--hashtags",
  ].find((one): one is string => typeof one === "string");
