/** The channels of notices: how each dresses what is to be said. In: a message and a channel with its secrets. Out: a receipt, never a throw. */

import { createHmac, randomBytes } from "node:crypto";
import type { Credentials } from "../account/account.ts";
import { AppError } from "../base/errors.ts";
import type { Http } from "../base/http.ts";
import { openReach, type Reach } from "../base/reach.ts";
import { call, type Request } from "../platforms/call.ts";
import type { CallContext } from "../platforms/platform.ts";
import { type MailServer, mailOf, sendMail } from "./mail.ts";
import type { Message } from "./message.ts";
import type { Words } from "./notice-words.ts";
import { type Receipt, receiptOf } from "./receipt.ts";

export interface Channel {
  readonly kind: ChannelKind;
  readonly options: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
}

/** What the channels of a process have in common. */
export interface Post {
  readonly http: Http;
  readonly reach: Reach;
  /** Null: none is set. */
  readonly mailServer: MailServer | null;
  /** The root of the one channel that has an API of its own. */
  readonly telegramUrl: string;
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly refuses?: (value: string) => string | null;
}

interface Dressing {
  readonly fields: readonly Field[];
  readonly label: (credentials: Credentials, options: Channel["options"]) => string;
  /** Null: it is no call over HTTP. */
  readonly request:
    | ((message: Message, channel: Channel, now: Date, post: Pick<Post, "telegramUrl">) => Request)
    | null;
}

const url: Field = { name: "url", label: "Address", secret: true, required: true, refuses: refusesUrl };
const hostOf = ({ url = "" }: Credentials) => new URL(url).host;

/** Larger would be refused there. */
const discordMax = 2_000;
const telegramMax = 4_096;
const slackMax = 12_000;

export const channelKinds = ["email", "webhook", "slack", "discord", "telegram"] as const;
export type ChannelKind = (typeof channelKinds)[number];

export const channels: Readonly<Record<ChannelKind, Dressing>> = {
  email: { fields: [], label: (_, { to = "" }) => to, request: null },

  // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  webhook: {
    fields: [
      url,
      {
        name: "secret",
        label: "Signing secret",
        secret: true,
        required: false,
        refuses: (value) => refusesSecret(value),
      },
    ],
    label: hostOf,
    request: ({ id, kind, raisedAt, words }, { credentials }, now) => {
      const { title, lines, link, todo, data } = words;
      const json = {
        type: `notice.${kind}`,
        timestamp: raisedAt.toISOString(),
        data: { id, title, text: lines.join("\n"), link, todo, count: data.count, items: data.items },
      };
      return {
        method: "POST",
        url: new URL(credentials.url ?? ""),
        headers: signed(id, JSON.stringify(json), credentials.secret ?? "", now),
        json,
      };
    },
  },

  // https://docs.slack.dev/messaging/formatting-message-text
  slack: {
    fields: [url],
    label: hostOf,
    request: ({ words }, { credentials }) => ({
      method: "POST",
      url: new URL(credentials.url ?? ""),
      json: { text: cut(escaped(textOf(words), /[&<>]/g, entity), slackMax), unfurl_links: false },
    }),
  },

  // https://docs.discord.com/developers/resources/webhook#execute-webhook
  discord: {
    fields: [url],
    label: hostOf,
    request: ({ words }, { credentials }) => ({
      method: "POST",
      url: waiting(credentials.url ?? ""),
      json: {
        content: cut(
          escaped(textOf(words), /[\\*_~`|>[\]]/g, (found) => `\\${found}`),
          discordMax,
        ),
        allowed_mentions: { parse: [] },
        flags: 4,
      },
    }),
  },

  // https://core.telegram.org/bots/api#sendmessage
  telegram: {
    fields: [
      { name: "token", label: "Bot token", secret: true, required: true, refuses: refusesToken },
      { name: "chat", label: "Chat", secret: false, required: true, refuses: refusesChat },
    ],
    label: (_, { chat = "" }) => chat,
    request: ({ words }, { credentials, options }, _now, { telegramUrl }) => ({
      method: "POST",
      url: new URL(`${telegramUrl.replace(/\/+$/, "")}/bot${credentials.token}/sendMessage`),
      json: {
        chat_id: options.chat,
        text: cut(textOf(words), telegramMax),
        link_preview_options: { is_disabled: true },
      },
    }),
  },
};

/** Throws `channel-kind-unknown`. */
export function channelKind(kind: string): ChannelKind {
  const found = channelKinds.find((one) => one === kind);
  if (!found) throw new AppError("channel-kind-unknown", { kind, known: channelKinds.join(", ") });
  return found;
}

export interface PostOptions {
  readonly http: Http;
  readonly allowedPrivateHosts: readonly string[];
  readonly smtpUrl: string | null;
  readonly smtpFrom: string | null;
  readonly platformUrls: Readonly<Record<string, string>>;
}

export const openPost = ({ http, allowedPrivateHosts, smtpUrl, smtpFrom, platformUrls }: PostOptions): Post => ({
  http,
  reach: openReach(allowedPrivateHosts),
  mailServer: smtpUrl === null ? null : { url: smtpUrl, from: smtpFrom },
  telegramUrl: platformUrls.telegram ?? "https://api.telegram.org",
});

/** `taken`: addresses that a try before has reached. */
export async function send(
  post: Post,
  channel: Channel,
  message: Message,
  context: CallContext & { readonly now: Date; readonly taken: readonly string[] },
): Promise<Receipt> {
  const { request } = channels[channel.kind];
  if (!request) return sendByMail(post, channel, message, context);
  // The operator's own address for an API is trusted; what a person gave for a channel is looked at.
  const reach = channel.credentials.url === undefined ? undefined : post.reach;
  const http: Http = {
    agent: (url, deadlineAt, signal) => post.http.agent(url, deadlineAt, signal, { reach }),
  };
  const made = request(message, channel, context.now, post);
  const reply = await call({ http }, { ...made, headers: { "user-agent": "Utas", ...made.headers } }, context);
  return receiptOf(reply, channel.credentials, context.now);
}

async function sendByMail(
  { mailServer }: Post,
  { options }: Channel,
  message: Message,
  { taken, signal }: CallContext & { readonly taken: readonly string[] },
): Promise<Receipt> {
  if (!mailServer) return { kind: "later", reason: "UTAS_SMTP_URL is not set", notBefore: null, taken };
  const mail = mailOf({ ...message, text: textOf(message.words) }, (options.to ?? "").split(","), mailServer);
  return sendMail(mailServer, mail, taken, { signal });
}

/** The same text for every channel that shows text. */
export const textOf = ({ title, lines, link, todo }: Words): string =>
  [title, "", ...lines, "", `What to do: ${todo}`, ...(link ? ["", link] : [])].join("\n");

const entity = (found: string) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[found] ?? found;

/** Addresses stay as they are, so that they can be followed. */
const escaped = (text: string, what: RegExp, as: (found: string) => string) =>
  text
    .split(/(^https?:\/\/\S+$)/m)
    .map((part, index) => (index % 2 === 0 ? part.replace(what, as) : part))
    .join("");

/** By UTF-16 units, never through a character. */
const cut = (text: string, max: number) =>
  text.length <= max ? text : `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;

function waiting(address: string): URL {
  const url = new URL(address);
  url.searchParams.set("wait", "true");
  return url;
}

const secretPrefix = "whsec_";

export const newWebhookSecret = () => `${secretPrefix}${randomBytes(32).toString("base64")}`;

export function signed(id: string, body: string, secret: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.replace(secretPrefix, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${signature}` };
}

function refusesUrl(value: string): string | null {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return "should be an https address";
  if (url.username || url.password) return "should not hold a user name or password";
  return null;
}

function refusesSecret(value: string): string | null {
  const base64 = value.replace(secretPrefix, "");
  const bytes = /^[A-Za-z0-9+/]+={0,2}$/.test(base64) ? Buffer.from(base64, "base64").length : 0;
  return bytes >= 24 && bytes <= 64
    ? null
    : "should be whsec_ and 24 to 64 random bytes in base64; leave it out, and one is made";
}

function refusesToken(value: string): string | null {
  return /^\d+:[A-Za-z0-9_-]{10,}$/.test(value) ? null : "should be as BotFather gives it, such as 123456:ABC-DEF";
}

function refusesChat(value: string): string | null {
  return /^(-?\d{1,20}|@\w{4,40})$/.test(value) ? null : "should be a chat's number or @name";
}
