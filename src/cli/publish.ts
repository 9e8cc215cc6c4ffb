/** `utas publish`: stores a publication for each account, and with --wait sends it from here. */

import type { Command } from "commander";
import { articleMaxBytes, readSource } from "../actions/accept.ts";
import { type Plan, plan } from "../actions/plan.ts";
import { untilSettled } from "../actions/work-off.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { publicationShape } from "../http/shapes.ts";
import { parseTime } from "../schedule/wish.ts";
import type { Event } from "../telemetry/events.ts";
import { readThreadFile } from "../thread/file.ts";
import { names, note, print, printJson, readGiven } from "./io.ts";
import { sentOf } from "./shapes.ts";
import { namedWish, type SplittingOptions, wishesOf, withSplitting } from "./splitting.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options extends SplittingOptions {
  readonly to: readonly string[];
  readonly thread?: string;
  readonly at?: Date;
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
  readonly wait?: true;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  withSplitting(
    command
      .argument("[file]", "an article: plain text, Markdown or HTML; - for standard input")
      .requiredOption("--to <accounts>", "handles or ids, parted by commas", names("--to"))
      .option("--thread <file>", "send exactly the posts of a thread file instead of an article")
      .option("--at <time>", "when, in ISO 8601 with an offset (now unless given)", parseTime),
  )
    .option("--title <title>", "the article's title")
    .option("--link <url>", "the article's address")
    .option("--language <code>", "the article's language, such as id")
    .option("--wait", "send from here and return when it is out")
    .option("--json", "print JSON")
    .action(publish);

async function publish(file: string | undefined, options: Options): Promise<void> {
  const content = await contentOf(file, options);
  if (options.at && options.at <= new Date())
    throw new AppError("time-over", { value: options.at.toISOString(), now: new Date().toISOString() });
  await withApp(changing, async (app) => {
    const made = await plan(app, {
      content,
      accounts: options.to,
      dueAt: options.at ?? null,
      numbering: options.numbering ?? false,
      wishes: wishesOf(options),
      actor: actor(),
    });
    const ids = made.map(({ id }) => id);
    if (options.wait) await sendFromHere(app, ids, !options.json);
    else await sayWhoSends(app);
    const shown = await Promise.all(ids.map((id) => app.store.publications.get(id)));
    if (options.json) printJson(shown.map(publicationShape));
    else
      for (const one of shown)
        print(
          `${one.id}  ${one.state}  ${sentOf(one)} posts out  ${one.account}${one.reason ? `  ${one.reason}` : ""}`,
        );
    if (options.wait && shown.some((one) => one.state !== "published")) process.exitCode = 1;
  });
}

/** Read and checked before anything is opened, so that a bad file leaves nothing behind. */
async function contentOf(
  file: string | undefined,
  { thread, title, link, language, ...options }: Options,
): Promise<Plan["content"]> {
  if (thread !== undefined) {
    if (file !== undefined) throw new AppError("usage", { problem: "Give an article or --thread FILE, not both." });
    const wish = namedWish(options);
    if (wish)
      throw new AppError("usage", {
        problem:
          wish === "--numbering"
            ? "A thread file is sent exactly as it is; write the numbers into it, or leave --numbering out."
            : `A thread file is sent exactly as it is; edit it, or leave ${wish} out.`,
      });
    const { name, bytes } = await readGiven(thread, articleMaxBytes);
    return { thread: readThreadFile(textOf(name, bytes), language) };
  }
  if (file === undefined)
    throw new AppError("usage", { problem: "Give an article (a file, or - for standard input), or --thread FILE." });
  const source = {
    ...(await readGiven(file, articleMaxBytes)),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  };
  return { article: readSource(source) };
}

function textOf(source: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("article-not-text", { source, why: "it is not UTF-8" }, { cause });
  }
}

async function sayWhoSends({ store, clock, settings }: App): Promise<void> {
  if ((await store.workers.alive(clock.now(), 3 * settings.beatMs)).length === 0)
    note(
      'Stored, but no worker is alive to send it. Start one with "utas serve" or "utas worker", or publish with --wait.',
    );
}

async function sendFromHere(app: App, ids: readonly string[], aloud: boolean): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const deaf = app.events.listen((event) => {
    const line = ids.includes("publication" in event ? event.publication : "") ? progress(event) : null;
    if (line && aloud) note(line);
  });
  try {
    await Promise.all(ids.map((id) => untilSettled(app, id, stopping.signal, actor())));
  } finally {
    deaf();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
  if (stopping.signal.aborted) {
    note("Interrupted between posts. What is stored goes on as soon as a worker is alive.");
    process.exitCode = 130;
  }
}

function progress(event: Event): string | null {
  switch (event.kind) {
    case "sent":
      return `${event.account}  ${event.position} of ${event.of}  ${event.url ?? ""}`;
    case "deferred":
      return `${event.account}  waits at post ${event.position}${event.until ? ` until ${event.until.toISOString()}` : ""}: ${event.reason}`;
    case "doubted":
      return `${event.account}  post ${event.position} has an unknown fate (${event.reason}); it is looked up before anything else is sent`;
    case "reconciled":
      return `${event.account}  post ${event.position} ${event.found ? "had arrived" : "had not arrived; it is sent again"}`;
    case "person-needed":
    case "failed":
      return `${event.account}  ${event.reason}`;
    default:
      return null;
  }
}
