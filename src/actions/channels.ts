/** Channels of notices: added when what was given can be right, tried with a message at once, removed. */

import type { Credentials } from "../account/account.ts";
import { type HandedIn, parseCredentials } from "../account/credentials.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import type { Reach } from "../base/reach.ts";
import type { KeptChannel } from "../store/channels.ts";
import { type NoticeKind, noticeKinds } from "../store/troubles.ts";
import { type ChannelKind, channels, newWebhookSecret } from "../telemetry/notices.ts";
import { addressOf } from "./address.ts";
import { take } from "./notify.ts";

type Parts = Pick<App, "store" | "vault" | "clock" | "settings" | "post" | "log">;

export interface NewChannel {
  readonly kind: ChannelKind;
  readonly options: HandedIn["options"];
  readonly credentials: Credentials;
  /** Null: all kinds of notices. */
  readonly kinds: readonly NoticeKind[] | null;
}

/** What a person handed in as JSON. Throws `credentials-invalid`, naming the field. */
export const channelCredentials = (kind: ChannelKind, json: string): HandedIn =>
  parseCredentials({ id: kind, fields: channels[kind].fields }, json);

/** Throws `option-invalid`, naming the kind that there is none of. */
export function noticeKindsIn(names: readonly string[]): NoticeKind[] {
  return names.map((name) => {
    const kind = noticeKinds.find((one) => one === name);
    if (!kind)
      throw new AppError("option-invalid", {
        option: "--only",
        value: name,
        hint: `kinds are ${noticeKinds.join(", ")}`,
      });
    return kind;
  });
}

export interface Added {
  readonly channel: KeptChannel;
  /** A signing secret that was made here, to be shown this once; null: none was. */
  readonly secret: string | null;
}

/** Throws `smtp-missing`, `channel-address-refused` or `credentials-invalid`; nothing is stored then. */
export async function addChannel(app: Parts, { kind, options, credentials: given, kinds }: NewChannel): Promise<Added> {
  const { store, vault, clock, post } = app;
  const dressing = channels[kind];
  if (!dressing.request && !post.mailServer) throw new AppError("smtp-missing", {});
  if (given.url !== undefined) await checkAddress(kind, new URL(given.url), post.reach);

  const signs = dressing.fields.some(({ name }) => name === "secret");
  const secret = signs && given.secret === undefined ? newWebhookSecret() : null;
  const credentials = { ...given, ...(secret && { secret }) };
  const id = newId("chn");
  const channel: KeptChannel = {
    id,
    kind,
    label: dressing.label(credentials, options),
    options,
    sealed: Object.keys(credentials).length > 0 ? vault.seal({ id }, credentials) : null,
    kinds,
  };
  await store.channels.add(channel, clock.now());
  return { channel, secret };
}

/** Secrets go in the open only where the operator says that it is the own network. */
async function checkAddress(kind: ChannelKind, { protocol, hostname }: URL, reach: Reach): Promise<void> {
  if (!reach.allows(hostname) || (await leadsInside(reach, hostname)))
    throw new AppError("channel-address-refused", { channel: kind, host: hostname });
  if (protocol === "http:" && !reach.lists(hostname))
    throw new AppError("credentials-invalid", {
      platform: kind,
      problem: "url should begin with https: (http is taken only for hosts of UTAS_ALLOWED_PRIVATE_HOSTS)",
    });
}

/** A name that cannot be looked up just now is no reason to refuse; it is looked up again at every call. */
const leadsInside = (reach: Reach, host: string): Promise<boolean> =>
  new Promise((resolve) => {
    if (reach.lists(host)) return resolve(false);
    reach.lookup(host.replace(/^\[|\]$/g, ""), { all: true }, (error) =>
      resolve((error as { code?: string } | null)?.code === "UTAS_PRIVATE_ADDRESS"),
    );
  });

export async function removeChannel(
  { store, clock }: Pick<Parts, "store" | "clock">,
  name: string,
): Promise<KeptChannel> {
  const channel = await store.channels.get(name);
  await store.channels.remove(channel.id, clock.now());
  return channel;
}

/** Sends a trial message at once. Returns what the server answered; throws `notice-not-taken`. */
export async function testChannel(app: Parts, channel: KeptChannel): Promise<string> {
  const data = { kind: "test", count: 0, items: [] };
  const words = {
    title: "A trial: notices of Utas arrive here",
    lines: ["Somebody asked for this message to see whether the channel works. Nothing is wrong."],
    link: await addressOf(app),
    todo: "nothing.",
    data,
  };
  const message = { id: newId("ltr"), kind: "test", raisedAt: app.clock.now(), words } as const;
  const receipt = await take(app, channel, message);
  if (receipt.kind === "taken" && receipt.missed === null) return receipt.said;
  const why = receipt.kind === "taken" ? receipt.missed : receipt.reason;
  throw new AppError("notice-not-taken", {
    channel: `${channel.kind} ${channel.label}`,
    why: why ?? "it gave no reason",
  });
}
