/** Who we are on a server, what it runs and what it takes: https://docs.joinmastodon.org/methods/instance/ (v2, where it is missing v1) and https://nodeinfo.diaspora.software */

import { z } from "zod";
import type { Account } from "../account/account.ts";
import { hours, minutes } from "../base/clock.ts";
import { lengthOf } from "../thread/measure.ts";
import type { Budget, Limits, MediaLimits } from "../thread/thread.ts";
import { type Answer, repeatable, shown } from "./call.ts";
import { quotaOf, refusal } from "./mastodon-answers.ts";
import { ask, hostOf, serverOf } from "./mastodon-call.ts";
import type { CallContext, Deferred, IdentifyOutcome, Login } from "./platform.ts";

const me = z.object({
  id: z
    .union([z.string(), z.number()])
    .transform(String)
    .refine((id) => /^[^@\s]{1,200}$/.test(id) && !/^\.+$/.test(id)),
  username: z.string().min(1).max(200),
});

/** An account's id is its server's own, so the server's name goes with it. */
export const apiIdOf = ({ identity }: Pick<Account, "identity">): string | null =>
  identity?.id.replace(/@[^@]*$/, "") || null;

export async function identify(login: Login, context: CallContext): Promise<IdentifyOutcome> {
  const server = hostOf(login);
  const asked = { method: "GET", path: "accounts/verify_credentials" } as const;
  const answer = repeatable(server, await ask(login, asked, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refusal(login, answer, "look");
  const user = me.safeParse(answer.body);
  if (!user.success)
    return { kind: "rejected", reason: `${server} does not answer as a server of Mastodon does`, duplicate: false };
  const instance = await readInstance(login, context);
  if (instance.kind !== "answer") return instance;
  const host = serverOf(login.account)?.host ?? server;
  const software = await softwareOf(login, instance, context);
  const quota = quotaOf(answer.headers, login.line.clock.now());
  return {
    kind: "identified",
    id: `${user.data.id}@${host}`,
    name: `${user.data.username}@${host}`,
    limits: { ...limitsIn(instance.body, login.account), budgets: budgetsOf(software) },
    ...(software && { software }),
    ...(quota && { quota }),
  };
}

/** A server without v2 has v1; one with neither is taken to be as strict as Mastodon. */
async function readInstance(login: Login, context: CallContext): Promise<Answer | Deferred> {
  const read = async (path: string) =>
    repeatable(hostOf(login), await ask(login, { method: "GET", path, openly: true }, context));
  const second = await read("/api/v2/instance");
  if (second.kind !== "answer" || (second.status === 200 && isObject(second.body))) return second;
  return read("/api/v1/instance");
}

const isObject = (body: unknown): boolean => typeof body === "object" && body !== null;

const number = z.number().int().positive().nullish().catch(null);
const instance = z.object({
  version: z.string().nullish().catch(null),
  /** Pleroma, and Mastodon's forks before 3.4. */
  max_toot_chars: number,
  configuration: z
    .object({
      statuses: z
        .object({ max_characters: number, max_media_attachments: number, characters_reserved_per_url: number })
        .nullish()
        .catch(null),
      media_attachments: z
        .object({
          description_limit: number,
          image_size_limit: number,
          supported_mime_types: z.array(z.string()).nullish().catch(null),
        })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});

/** More in one post than anybody reads; above it a server's word is no limit. */
const sensibleMax = 100_000;
const sensibleMin = 100;

function limitsIn(body: unknown, { options }: Account): Partial<Limits> {
  const read = instance.safeParse(body);
  if (!read.success) return {};
  const { max_toot_chars: older, configuration } = read.data;
  const { statuses } = configuration ?? {};
  const said = Math.min(statuses?.max_characters ?? older ?? 500, sensibleMax);
  const cost = statuses?.characters_reserved_per_url ?? 23;
  // A content warning counts as the text does.
  const warning = options.spoiler ? lengthOf(options.spoiler, { measure: "mastodon", urlCost: cost }) : 0;
  const max = said - warning;
  const media = mediaIn(read.data);
  return {
    ...(max >= sensibleMin && { max, urlCost: cost < max / 2 ? cost : null }),
    ...(media && { media }),
  };
}

/** Never above what we know of the software: a server that takes more needs no larger pictures. */
function mediaIn({ configuration }: z.infer<typeof instance>): MediaLimits | null {
  const { statuses, media_attachments: media } = configuration ?? {};
  if (!media && !statuses?.max_media_attachments) return null;
  const types = mediaLimits.types.filter((type) => media?.supported_mime_types?.includes(type) ?? true);
  return {
    ...mediaLimits,
    types: types.length > 0 ? types : mediaLimits.types,
    images: Math.min(statuses?.max_media_attachments ?? mediaLimits.images, mediaLimits.images),
    altMax: Math.min(media?.description_limit ?? mediaLimits.altMax, mediaLimits.altMax),
    maxBytes: Math.min(media?.image_size_limit ?? mediaLimits.maxBytes, mediaLimits.maxBytes),
  };
}

/** Mastodon's own, whether or not an answer tells: https://docs.joinmastodon.org/api/rate-limits/. Its kin have others, or none. */
export const budgets: readonly Budget[] = [
  { of: "account", most: 300, withinMs: hours(3), cost: 1 },
  { of: "account", most: 300, withinMs: minutes(5), cost: 1, calls: { upload: 1, find: 1, correct: 1, remove: 1 } },
  { of: "account", most: 30, withinMs: minutes(30), cost: 0, calls: { upload: 1 } },
  { of: "account", most: 30, withinMs: minutes(30), cost: 0, calls: { remove: 1 } },
];

const budgetsOf = (software: string | null): readonly Budget[] =>
  software === null || /^(?:mastodon\b|\d)/i.test(software) ? budgets : [];

/** A server's defaults. */
export const mediaLimits: MediaLimits = {
  images: 4,
  altMax: 1_500,
  types: ["image/jpeg", "image/png", "image/webp"],
  maxBytes: 8_000_000,
  maxSide: 2_880,
};

const nodeinfoLinks = z.object({ links: z.array(z.object({ rel: z.string(), href: z.string() })) });
const nodeinfo = z.object({ software: z.object({ name: z.string(), version: z.string().catch("") }) });

/** Name and version; null: it does not say. Of its own words only: a nodeinfo on another host tells of another server. */
async function softwareOf(login: Login, { body }: Answer, context: CallContext): Promise<string | null> {
  const read = async (path: string) => {
    const reply = await ask(login, { method: "GET", path, openly: true }, context);
    return reply.kind === "answer" && reply.status === 200 ? reply.body : null;
  };
  const known = nodeinfoLinks.safeParse(await read("/.well-known/nodeinfo"));
  const link = known.data?.links.find(({ rel, href }) => /\/ns\/schema\/2\.\d$/.test(rel) && URL.canParse(href));
  if (link) {
    const { pathname, search } = new URL(link.href);
    const said = nodeinfo.safeParse(await read(`${pathname}${search}`));
    if (said.success)
      return shown(`${said.data.software.name} ${said.data.software.version}`, login.credentials).slice(0, 100);
  }
  const { version } = instance.safeParse(body).data ?? {};
  const compatible = /\(compatible; ([^)]+)\)/.exec(version ?? "")?.[1];
  return version ? shown(compatible ?? version, login.credentials).slice(0, 100) : null;
}
