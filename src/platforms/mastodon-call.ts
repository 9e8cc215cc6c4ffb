/** One call to the server that an account names: a hostile address, reached under guard. */

import type { Account } from "../account/account.ts";
import { type Broken, call, type Reply, type Request } from "./call.ts";
import type { CallContext, Login } from "./platform.ts";

/** Null: it is no address of a server. */
export function serverOf({ options }: Pick<Account, "options">): URL | null {
  return rootOf(options.server ?? "");
}

function rootOf(given: string): URL | null {
  const written = /^[a-z][a-z0-9+.-]*:/i.test(given) && !/^[^/]*:\d+\/?$/.test(given) ? given : `https://${given}`;
  if (!URL.canParse(written)) return null;
  const url = new URL(written);
  const plain = /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
  return plain && !url.username && !url.password && url.hostname ? url : null;
}

export const refusesServer = (value: string): string | null =>
  rootOf(value) ? null : "give the server's address alone, such as https://mastodon.social";

/** How a message names the network. */
export const hostOf = ({ account }: Pick<Login, "account">): string => serverOf(account)?.host ?? "Mastodon";

export interface Asking extends Pick<Request, "method" | "headers" | "json" | "body"> {
  /** Below /api/v1/, or from the root when it begins with a slash. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Without the account's token. */
  readonly openly?: true;
}

/** `line.url`, set by the operator, stands for every server and needs no leave. */
export async function ask(login: Login, asking: Asking, context: CallContext): Promise<Reply> {
  const { line, account, credentials } = login;
  const root = line.url || serverOf(account)?.href;
  if (!root) return neverLeft("the account names no server");
  const url = new URL(`${root.replace(/\/$/, "")}${asking.path.startsWith("/") ? "" : "/api/v1/"}${asking.path}`);
  for (const [name, value] of Object.entries(asking.query ?? {})) url.searchParams.set(name, value);
  if (!line.url && url.protocol === "http:" && !line.reach.lists(url.hostname))
    return neverLeft("its address begins with http:, which would show the token to everybody on the way; use https:");
  const { method, json, body } = asking;
  return call(
    line,
    {
      method,
      url,
      ...(json !== undefined && { json }),
      ...(body && { body }),
      headers: { ...(!asking.openly && { authorization: `Bearer ${credentials.accessToken}` }), ...asking.headers },
      ...(!line.url && { reach: line.reach }),
    },
    context,
  );
}

const neverLeft = (reason: string): Broken => ({ kind: "broken", left: false, reason });
