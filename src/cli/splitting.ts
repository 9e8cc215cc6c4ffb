/** The options by which `split` and `publish` say how an article becomes a thread. */

import type { Command } from "commander";
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
}

const oneOf =
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
    .option("--headings <how>", "line (unless given) or drop", oneOf("--headings", ["line", "drop"] as const));

export const wishesOf = ({ mode, maxPosts, over, hook, headings }: SplittingOptions): Wishes => ({
  ...(mode && { mode }),
  ...(maxPosts !== undefined && { maxPosts }),
  ...(over && { whenOver: over }),
  ...(hook !== undefined && { hook }),
  ...(headings && { headings }),
});

/** The first option given that says how to cut, for a thread that is cut already. */
export const namedWish = ({ numbering, mode, maxPosts, over, hook, headings }: SplittingOptions): string | undefined =>
  [
    numbering && "--numbering",
    mode && "--mode",
    maxPosts !== undefined && "--max-posts",
    over && "--over",
    hook !== undefined && "--hook",
    headings && "--headings",
  ].find((one): one is string => typeof one === "string");
