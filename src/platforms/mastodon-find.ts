/** Looks for a post of unknown fate among the account's own newest posts: https://docs.joinmastodon.org/methods/accounts/#statuses */

import { z } from "zod";
import { fault, repeatable } from "./call.ts";
import { applicationOf, mayBeOurs, type Wanted } from "./mastodon-altered.ts";
import { closedUntil, refusal } from "./mastodon-answers.ts";
import { ask, hostOf } from "./mastodon-call.ts";
import { apiIdOf } from "./mastodon-instance.ts";
import {
  aheadBy,
  alikeness,
  isFromBefore,
  isOlder,
  remotePost,
  repliesTo,
  type Status,
  status,
} from "./mastodon-status.ts";
import type { FindContext, FindOutcome, Login, RemotePost } from "./platform.ts";

/** "Not among them" is only said when all since then were seen; some servers give 20 a page whatever is asked. */
const pagesMax = 20;
export async function find(login: Login, wanted: Wanted, context: FindContext): Promise<FindOutcome> {
  const server = hostOf(login);
  const own = apiIdOf(login.account);
  if (!own) return fault(`${server}: the account was never identified, so its posts cannot be listed`);
  const path = `accounts/${encodeURIComponent(own)}/statuses`;
  const seen = new Set<string>();
  const matches: Match[] = [];
  const others: Status[] = [];
  const ours: Status[] = [];
  const settled = (closed: Date | null): FindOutcome => {
    const altered = others.findLast((one) => mayBeOurs(one, wanted, applicationOf(ours, context.owned)));
    return found(matches, closed, altered ? remotePost(altered) : null);
  };
  let last: string | null = null;
  for (let page = 0; page < pagesMax; page++) {
    const query = { limit: "40", exclude_reblogs: "true", ...(last !== null && { max_id: last }) };
    const answer = repeatable(server, await ask(login, { method: "GET", path, query }, context));
    if (answer.kind !== "answer") return answer;
    if (answer.status >= 300) return notListed(refusal(login, answer, "look"));
    const list = z.array(status).safeParse(answer.body);
    if (!list.success) return fault(`${server}: its list of the account's posts could not be read`);
    const aheadMs = aheadBy(answer.headers, login.line.clock.now());
    const fresh = list.data.filter(({ id }) => !seen.has(id));
    for (const one of fresh) {
      seen.add(one.id);
      if (context.owned.has(one.id)) ours.push(one);
      else if (!isFromBefore(one, context.since, aheadMs)) {
        matches.push(...matchOf(one, wanted));
        others.push(one);
      }
    }
    const closed = closedUntil(answer.headers, login.line.clock.now());
    last = list.data.at(-1)?.id ?? null;
    // A server that gives the same page again has shown all that it shows.
    if (fresh.length === 0 || last === null || fresh.every((one) => isOlder(one, context.since)))
      return settled(closed);
    if (closed) {
      const reason = `${server}: the window for looking is used up`;
      return matches.length > 0 ? settled(closed) : { kind: "deferred", cause: "window", notBefore: closed, reason };
    }
  }
  return matches.length > 0 ? settled(null) : fault(`${server}: the account has too many new posts to look through`);
}

interface Match {
  readonly status: Status;
  readonly rank: number;
}

function matchOf(listed: Status, { text, parentId }: Wanted): Match[] {
  const alike = alikeness(text, listed.content ?? "");
  if (alike === 0) return [];
  if (repliesTo(listed, parentId)) return [{ status: listed, rank: alike }];
  // Its server dropped the parent: ours all the same, and out; once more it would stand there twice.
  return parentId !== null && listed.in_reply_to_id === null ? [{ status: listed, rank: 0.5 }] : [];
}

/** The best of them; newest come first, so of equals the last one is the one that was sent first. */
function found(matches: readonly Match[], closed: Date | null, altered: RemotePost | null): FindOutcome {
  const [first, ...rest] = matches;
  if (!first) return { kind: "absent", closedUntil: closed, ...(altered && { altered }) };
  const best = rest.reduce((one, other) => (other.rank >= one.rank ? other : one), first);
  return { kind: "found", remote: remotePost(best.status), closedUntil: closed };
}

/** A look-up has no refusal for good: until the list was seen, nobody knows. */
const notListed = (outcome: ReturnType<typeof refusal>): FindOutcome =>
  outcome.kind === "rejected" ? fault(outcome.reason) : outcome;
