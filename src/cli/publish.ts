/** `utas publish`: stores a publication for each account, and with --wait sends it from here. */

import type { Command } from "commander";
import { articleMaxBytes, readSource } from "../actions/accept.ts";
import type { GivenImage } from "../actions/illustrate.ts";
import { type Plan, planOnce } from "../actions/plan.ts";
import { tagRulesOf } from "../actions/tag-rules.ts";
import type { App } from "../app.ts";
import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { publicationShape } from "../http/shapes.ts";
import { findPlatform } from "../platforms/index.ts";
import { limitsOf, lookOf } from "../platforms/platform.ts";
import { costOf } from "../platforms/price.ts";
import { type Late, parseLate } from "../schedule/late.ts";
import { imageMaxBytes } from "../sources/images.ts";
import type { Shown } from "../store/publications.ts";
import { looksLikeThread, readThreadFile } from "../thread/file.ts";
import type { Wishes } from "../thread/split.ts";
import { brakesNow } from "./brakes.ts";
import { names, note, print, printJson, readGiven } from "./io.ts";
import { saidOfLines, saidOfTags, tagsLeftOut } from "./left-out.ts";
import { confirmed } from "./prompt.ts";
import { sendFromHere } from "./send-from-here.ts";
import { dueLine, lookLines, saidOfCost, sentOf } from "./shapes.ts";
import { namedWish, type SplittingOptions, wishesOf, withSplitting } from "./splitting.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options extends SplittingOptions {
  readonly to: readonly string[];
  readonly thread?: string;
  readonly at?: string;
  readonly zone?: string;
  readonly late?: Late;
  readonly despiteHalt?: true;
  readonly yes?: true;
  readonly key?: string;
  readonly image: readonly string[];
  readonly alt: readonly string[];
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
      .option(
        "--at <time>",
        'when (now unless given): "2026-12-01 09:00", "tomorrow 09:00", "besok 09.00", "in 20m", ISO 8601',
      )
      .option("--zone <zone>", "the time zone of --at; the account's, else UTAS_ZONE, unless given")
      .option(
        "--late <policy>",
        "how late it may go: publish (however late), hold[:30m], skip[:2h]; hold:30m unless given",
        (value) => parseLate(value),
      )
      .option("--despite-halt", "although everything or its network is halted; asks first")
      .option("--yes", "do not ask")
      .option("--image <file>", "an image for the first post, with its --alt; may be given again", gathered, [])
      .option("--alt <text>", "what the image shows, for who cannot see it; one for each --image", gathered, [])
      .option("--key <name>", "your own name for this wish: said again, it makes nothing new"),
  )
    .option("--title <title>", "the article's title")
    .option("--link <url>", "the article's address")
    .option("--language <code>", "the article's language, such as id")
    .option("--wait", "send from here and return when it is out")
    .option("--json", "print JSON")
    .action(publish);

const gathered = (value: string, before: readonly string[]) => [...before, value];

async function publish(file: string | undefined, options: Options): Promise<void> {
  const content = await contentOf(file, options);
  const images = await imagesOf(options);
  const wishes = wishesOf(options);
  await withApp(changing, async (app) => {
    const brakes = await brakesNow(app);
    for (const line of brakes) note(line);
    if (
      options.despiteHalt &&
      !(await confirmed(
        `Publish to ${options.to.join(", ")} although it is halted?`,
        options.yes ?? brakes.length === 0,
      ))
    )
      return;
    const { publications: made, repeated } = await planOnce(app, {
      content,
      accounts: options.to,
      dueAt: options.at === undefined ? null : { wish: options.at, zone: options.zone },
      numbering: options.numbering ?? false,
      late: options.late,
      despiteHalt: options.despiteHalt,
      wishes,
      images,
      actor: actor(),
      key: options.key,
    });
    const ids = made.map(({ id }) => id);
    if (repeated) note(`The key ${options.key} made this before, so nothing new was made.`);
    const isNew = repeated ? [] : made;
    for (const { id, account, accountId, platform, deliveries } of isNew) {
      if (!options.json) await sayHowItLooks(app, accountId, deliveries);
      if ("article" in content) await sayWhatIsLeftOut(app, content.article, wishes, accountId, deliveries);
      const cost = costOf(
        findPlatform(platform),
        deliveries.map(({ post }) => post),
        app.settings,
      );
      if (cost) note(`${account}: ${saidOfCost(cost)}`);
      const remark = (await app.store.publications.history(id))[0]?.reason;
      if (remark) note(`${account}: ${remark}`);
    }
    for (const { id, earlier, account, state, words } of await app.store.publications.again(isNew.map(({ id }) => id)))
      note(
        `${account} has ${words ? "these very words" : "this article"} already: ${earlier} is ${state}. If ${id} is one too many: utas cancel ${id}`,
      );
    const isInterrupted = options.wait && !(await sendFromHere(app, ids, !options.json));
    if (!options.wait && isNew.length > 0) await sayWhoSends(app, "Stored");
    const shown = await Promise.all(ids.map((id) => app.store.publications.get(id)));
    if (options.json) printJson(shown.map(publicationShape));
    else
      for (const one of shown) {
        const due =
          options.at !== undefined && one.state === "scheduled" ? dueLine(one, options.zone, app.settings) : "";
        print(
          `${one.id}  ${one.state}${due}  ${sentOf(one)} posts out  ${one.account}${one.reason ? `  ${one.reason}` : ""}`,
        );
      }
    if (options.wait && shown.some((one) => one.state !== "published")) process.exitCode = isInterrupted ? 130 : 1;
  });
}

async function sayHowItLooks(
  { store }: Pick<App, "store">,
  accountId: string,
  deliveries: Shown["deliveries"],
): Promise<void> {
  const account = await store.accounts.get(accountId);
  const look = lookOf(findPlatform(account.platform), account);
  for (const { position, post } of deliveries)
    for (const line of lookLines(post.text, look)) note(`${account.handle}, post ${position}: ${line}`);
}

async function sayWhatIsLeftOut(
  { store, settings }: Pick<App, "store" | "settings">,
  article: Article,
  { hashtags }: Wishes,
  accountId: string,
  deliveries: Shown["deliveries"],
): Promise<void> {
  const account = await store.accounts.get(accountId);
  const posts = deliveries.map(({ post }) => post);
  const tags = tagsLeftOut(article, hashtags, posts, tagRulesOf(settings));
  const { hashtagsMax } = limitsOf(findPlatform(account.platform), account);
  const said = [saidOfTags(account.handle, tags, hashtagsMax), ...saidOfLines(account, article)];
  for (const line of said) if (line !== null) note(line);
}

/** Throws `image-without-alt`, or what is wrong with a file. */
async function imagesOf({ image, alt }: Options): Promise<GivenImage[]> {
  const described = alt.filter((one) => one.trim() !== "");
  if (described.length !== image.length)
    throw new AppError("image-without-alt", { images: image.length, alts: described.length });
  return Promise.all(
    image.map(async (file, index) => ({ ...(await readGiven(file, imageMaxBytes)), alt: described[index] ?? "" })),
  );
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
    return readThreadFile(textOf(name, bytes), language);
  }
  if (file === undefined)
    throw new AppError("usage", { problem: "Give an article (a file, or - for standard input), or --thread FILE." });
  const given = await readGiven(file, articleMaxBytes);
  if (looksLikeThread(new TextDecoder().decode(given.bytes)))
    note(`${given.name} looks like a thread file; to send it as it is: utas publish --thread ${file}`);
  const source = {
    ...given,
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
