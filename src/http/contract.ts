/** The shapes of requests and replies. A reply holds nothing that is not named here. */

import { z } from "zod";
import { isTag } from "../article/hashtags.ts";
import { states } from "../publication/moves.ts";
import { modes } from "../thread/split.ts";
import { linkPlaces, measureNames, tagPlaces } from "../thread/thread.ts";

/** Said of a field that does not fit: `what` is what would be right. */
const should = (what: string) => ({
  error: ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing; it should be ${what}` : `should be ${what}, not ${shown(input)}`,
});

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

const text = (what: string) => z.string(should(what)).min(1, should(what));
const name = text('a handle or an id, such as "rehearsal"');
const language = text('a language code, such as "id"')
  .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i, should('a language code, such as "id"'))
  .optional();
const format = z
  .enum(["text", "markdown", "html"], should('"text", "markdown" or "html"'))
  .optional()
  .meta({ description: "found by form unless given" });
const title = text("the article's title").max(1_000, should("a title of 1,000 characters at most")).optional();
const link = z
  .url({ protocol: /^https?$/, ...should('an http or https address, such as "https://example.org/news/1"') })
  .optional();

/** An article as JSON brings it, or (as bytes) as a body of its own does. */
const source = {
  text: z
    .custom<string | Uint8Array>(
      (value) => typeof value === "string" || value instanceof Uint8Array,
      should("the article's text"),
    )
    .meta({ type: "string", description: "plain text, Markdown or HTML" }),
  format,
  title,
  link,
  language,
};

/** A field that is not known is refused: a misspelt one would be passed over in silence. */
const strict = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `has no field ${issue.keys.map((key) => shown(key)).join(", ")}; it has ${Object.keys(shape).join(", ")}`
        : "should be a JSON object",
  });

export const newArticle = strict(source);
export type NewArticle = z.infer<typeof newArticle>;

const wholeFrom1 = should("a whole number from 1 to 1000");

const tags = should('"own" or a list of tags, such as ["EkonomiDesa"]; an empty one for none');

/** How an article becomes a thread; for posts of one's own nothing is left to cut. */
const splitting = {
  mode: z
    .enum(modes, should(`one of ${modes.join(", ")}`))
    .optional()
    .meta({ description: "full unless given" }),
  maxPosts: z.number(wholeFrom1).int(wholeFrom1).min(1, wholeFrom1).max(1_000, wholeFrom1).optional(),
  over: z
    .enum(["refuse", "digest"], should('"refuse" or "digest"'))
    .optional()
    .meta({ description: "what becomes of a thread with more than maxPosts: refused unless given" }),
  hook: text("the text of the first post").max(2_000, should("2,000 characters at most")).optional(),
  headings: z
    .union([z.enum(["line", "drop"]), z.array(z.number().int().min(0)).max(1_000)], {
      error: 'should be "line", "drop" or a list of the indexes of the headings to drop',
    })
    .optional(),
  hashtags: z
    .union([z.literal("own"), z.array(z.string().max(100).refine(isTag)).max(30)], tags)
    .optional()
    .meta({ description: "unless given, the article's own, else those found in it" }),
};

const base64 = "the bytes of an image file in base64";

/** A file for the first post, as `publish --image FILE --alt TEXT` takes it. */
const image = strict({
  data: z.string(should(base64)).refine(isBase64, should(base64)).meta({ description: base64 }),
  alt: text("what the image shows, for who cannot see it").max(5_000, should("5,000 characters at most")),
  name: text("how messages name it").max(200, should("200 characters at most")).optional(),
});

/** Compared by decoding: a pattern over millions of characters would overflow its stack. */
function isBase64(data: string): boolean {
  const bare = data.replace(/={1,2}$/, "");
  return bare !== "" && Buffer.from(data, "base64").toString("base64").replace(/=+$/, "") === bare;
}

/** No network takes more with one post. */
export const imagesMost = 4;

export const newPublication = strict({
  articleId: text("an article's id").optional(),
  ...source,
  text: source.text.optional(),
  posts: z
    .array(text("a post's text"), should("a list of texts, one a post"))
    .min(1, should("a list of at least one text"))
    .max(1_000, should("a list of 1,000 texts at most"))
    .optional(),
  accounts: z
    .array(name, should('a list of handles or ids, such as ["rehearsal"]'))
    .min(1, should('a list of at least one handle or id, such as ["rehearsal"]'))
    .max(100, should("a list of 100 accounts at most")),
  at: text('a time, such as "2026-12-01T09:00:00+07:00" or "tomorrow 09:00"')
    .optional()
    .meta({ description: "ISO 8601, or a time as a person types it; now unless given" }),
  zone: text('an IANA time zone, such as "Asia/Jakarta"')
    .optional()
    .meta({ description: "for a time that names none; the account's, else the newsroom's, unless given" }),
  numbering: z.boolean(should("true or false")).default(false),
  images: z
    .array(image, should("a list of images, each with data and alt"))
    .max(imagesMost, should(`a list of ${imagesMost} images at most`))
    .default([])
    .meta({ description: "for the first post; sent without their metadata, in each network's size" }),
  ...splitting,
})
  .refine(({ articleId, text, posts }) => [articleId, text, posts].filter((one) => one !== undefined).length === 1, {
    error: "should hold exactly one of articleId, text and posts",
  })
  .refine(({ posts, numbering }) => !(posts && numbering), {
    path: ["numbering"],
    error: "cannot go with posts, which are sent exactly as they are; write the numbers into them",
  })
  .refine(({ posts, ...given }) => !(posts && Object.keys(splitting).some((name) => name in given)), {
    error: `should hold ${Object.keys(splitting).join(", ")} only beside an article; posts are sent exactly as they are`,
  })
  .refine(({ text, format, title, link }) => text !== undefined || !(format ?? title ?? link), {
    error: "should hold format, title and link only beside text",
  });

export const wish = strict({
  reason: text("a sentence for the history").max(1_000, should("1,000 characters at most")).optional(),
}).nullish();

const secrets = z
  .record(z.string(), z.string("should be a text"), "should be an object of texts")
  .meta({ writeOnly: true, description: "proven with one call, sealed, and never shown again" });

export const newAccount = strict({
  platform: text("a platform's name"),
  handle: text("the account's name there"),
  options: z.record(z.string(), z.string(should("a text")), should("an object of texts")).default({}),
  credentials: secrets.optional(),
  zone: text('an IANA time zone, such as "Asia/Jakarta"').optional(),
});

export const newCredentials = strict({ credentials: secrets.optional() }).nullish();

const state = z.enum(states, should(`one of ${states.join(", ")}`));

const limit = (most: number, byDefault: number) =>
  z.coerce
    .number(should(`a whole number from 1 to ${most}`))
    .int(should(`a whole number from 1 to ${most}`))
    .min(1, should(`a whole number from 1 to ${most}`))
    .max(most, should(`a whole number from 1 to ${most}`))
    .default(byDefault);

export const articleList = strict({ limit: limit(500, 50) });
export const publicationList = strict({
  limit: limit(500, 50),
  account: name.optional(),
  state: z
    .preprocess((value) => (typeof value === "string" ? value.split(",") : value), z.array(state))
    .optional()
    .meta({ description: "one state, or several parted by commas" }),
});
export const timelineList = strict({ limit: limit(10_000, 1_000) });

export const byId = z.object({ id: name });

const instant = z.date();
const fact = z.string().nullable();

const post = z.object({
  position: z.number(),
  text: z.string(),
  images: z
    .array(z.object({ id: z.string(), alt: z.string(), credit: z.string() }))
    .readonly()
    .optional()
    .meta({ description: "only where it has any" }),
  card: z
    .object({ url: z.string(), title: z.string(), description: z.string(), imageId: fact })
    .optional()
    .meta({ description: "only where it has one" }),
  state: z.enum(["planned", "prepared", "sending", "sent", "absent", "removed"]),
  sentAt: instant.nullable(),
  url: fact,
});

export const publication = z
  .object({
    id: z.string(),
    state,
    account: z.string(),
    platform: z.string(),
    dueAt: instant.nullable(),
    retryAt: instant.nullable(),
    publishedAt: instant.nullable(),
    stopWish: z.enum(["hold", "cancel", "retract"]).nullable(),
    late: z.string().meta({ description: "how late it may go: publish, hold:30m, skip:2h" }),
    reason: fact,
    posts: z.array(post),
  })
  .meta({ id: "Publication" });

const moveMade = z.object({ at: instant, move: z.string(), actor: z.string(), reason: fact });
const attempt = z.object({
  at: instant,
  endedAt: instant.nullable(),
  post: z.number(),
  attempt: z.number(),
  outcome: fact,
  reason: fact,
});

/** With every move and every attempt, newest first. */
export const publicationWithHistory = publication.extend({
  waits: z
    .object({ reason: z.string(), until: instant.nullable() })
    .nullable()
    .meta({ description: "why it does not leave although its time has come, and until when" }),
  history: z.array(z.union([moveMade, attempt])),
});

export const account = z
  .object({
    id: z.string(),
    platform: z.string(),
    handle: z.string(),
    state: z.enum(["ready", "paused", "unauthorized"]),
    reason: fact,
    zone: fact,
    closedUntil: instant.nullable(),
    options: z.record(z.string(), z.string()),
    identity: z.object({ id: z.string(), name: z.string() }).nullable(),
  })
  .meta({ id: "Account" });

const count = z.number();
const none = (what: string) => ({ description: `null: ${what}` });

/** How a network shows a post, src/thread/look.ts. */
const look = z.object({
  name: z.enum(["@name", "name"]).nullable().meta(none("only the name that the account gave itself")),
  avatar: z.enum(["circle", "rounded square"]).nullable(),
  colors: z.object({ link: fact, tag: fact }).meta(none("that of the text")),
  link: z
    .object({
      letters: z.enum(["few", "all", "any"]),
      bare: z.enum(["cut", "whole", "no link"]),
      hides: z.enum(["nothing", "scheme", "scheme and www"]),
      escapes: z.boolean(),
      cut: z.object({ part: z.enum(["address", "path"]), above: count, keeps: count, end: z.string() }).nullable(),
    })
    .nullable()
    .meta(none("as it was written")),
  card: z
    .object({ place: z.enum(["above", "below"]), size: z.enum(["large", "small"]).nullable() })
    .nullable()
    .meta(none("a link gets none")),
  fold: z
    .object({ after: count, unit: z.enum(["characters", "lines"]) })
    .nullable()
    .meta({ description: "after so much readers must ask for more; null: never" }),
  joined: z.boolean().meta({ description: "a line joins the posts of a thread" }),
});

const limits = z.object({
  measure: z.enum(measureNames),
  max: count,
  bytesMax: count.nullable(),
  urlCost: count.nullable().meta(none("a link counts as long as it is")),
  postsMax: count,
  habit: z.literal("one post").optional(),
  hashtagsMax: count,
  gapMs: count,
  media: z.object({
    images: count,
    altMax: count,
    types: z.array(z.string()).readonly(),
    maxBytes: count,
    maxSide: count,
  }),
  link: z.enum(linkPlaces),
  hashtags: z.enum(tagPlaces),
});

export const platform = z
  .object({
    id: z.string(),
    label: z.string(),
    limits,
    fields: z
      .array(
        z.object({
          name: z.string(),
          label: z.string(),
          secret: z.boolean(),
          required: z.boolean(),
          example: z.string(),
          instead: z.string().optional().meta({ description: "not needed where this other field is given" }),
        }),
      )
      .meta({ description: "what an account is given: the secret ones as its credentials, the others as its options" }),
    look,
    sends: z.boolean().meta({ description: "it can be sent to; else it is known by its limits only" }),
  })
  .meta({ id: "Platform" });

export const article = z
  .object({
    id: z.string(),
    title: z.string(),
    language: z.string(),
    link: fact,
    hashtags: z.array(z.string()).readonly(),
    author: fact,
    dateline: fact,
    blocks: z.array(z.object({ kind: z.string(), text: z.string() })).readonly(),
    media: z.array(z.object({ url: z.string(), alt: z.string(), credit: z.string() })).readonly(),
    removed: z.array(z.object({ text: z.string(), reason: z.string() })).readonly(),
    receivedAt: instant,
  })
  .meta({ id: "Article" });

export const rehearsedPost = z.object({
  id: z.string(),
  text: z.string(),
  parentId: fact,
  at: instant,
  card: z.object({ url: z.string(), title: z.string() }).nullable(),
});

export const health = z.object({
  status: z.enum(["ok", "degraded", "down"]),
  database: z.enum(["ok", "unreachable"]),
  queue: z.enum(["ok", "unreachable"]),
  /** Processes of workers whose last beat is recent. */
  workers: z.number(),
  version: z.string(),
});
export type Health = z.infer<typeof health>;
