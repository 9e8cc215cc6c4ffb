/** The contract of a network: data that everybody may read, and the few calls that a worker makes. One file a network. */

import type { Account, Credentials } from "../account/account.ts";
import { postingFields } from "../account/posting.ts";
import type { Clock } from "../base/clock.ts";
import type { Http } from "../base/http.ts";
import type { Reach } from "../base/reach.ts";
import type { Picture } from "../sources/images.ts";
import type { Look } from "../thread/look.ts";
import type { ImageLimits, Limits, Post } from "../thread/thread.ts";
import type { Rehearsal } from "./rehearsal.ts";

/** A post that is out. `ref` is what a reply needs beyond the id. */
export interface RemotePost {
  readonly id: string;
  readonly url: string | null;
  readonly ref: string | null;
}

/** What connecting asks of a person. `secret` fields are sealed; the others are kept in the account's options. */
export interface Field {
  readonly name: string;
  readonly label: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly example: string;
  /** Not needed where this other field is given. */
  readonly instead?: string;
  /** Refuses a value with the sentence that says what would be right; null: it fits. */
  readonly refuses?: (value: string) => string | null;
}

/** A window that is closed for every account of the same app, key or server: for calls of the kind that was made, or for all. */
export interface AppWindow {
  readonly until: Date;
  readonly routes: "this" | "all";
}
/** What an answer says of windows that are used up now: until when the account's is closed (null: it is open), and its app's. */
export interface Closing {
  readonly closedUntil: Date | null;
  readonly app?: AppWindow;
}
/** Surely did not happen. `window`: the network closed the door until `notBefore` (null: it did not say until when); `fault`: something broke before the request left. */
export interface Deferred {
  readonly kind: "deferred";
  readonly cause: "window" | "fault";
  readonly notBefore: Date | null;
  /** The closed window is the app's. */
  readonly app?: AppWindow;
  /** Of a session that was begun anew and refused all the same: what becomes of the account when that goes on. */
  readonly refused?: Unauthorized;
  readonly reason: string;
}
/** The network refuses this for good. `duplicate`: because it has the same post already. */
export interface Rejected {
  readonly kind: "rejected";
  readonly reason: string;
  readonly duplicate: boolean;
}
/** The account cannot act. `accountState`: what becomes of it. */
export interface Unauthorized {
  readonly kind: "unauthorized";
  readonly accountState: "unauthorized" | "paused";
  readonly reason: string;
  /** Only the session is over, and the call surely did nothing: with a new session it is made once more. */
  readonly sessionOver?: true;
}
/** Nobody knows whether it happened. */
export interface Unknown {
  readonly kind: "unknown";
  readonly reason: string;
}
/** It is out. */
export interface Sent extends Closing {
  readonly kind: "sent";
  readonly remote: RemotePost;
}

export type SendOutcome = Sent | Deferred | Rejected | Unauthorized | Unknown;
/** Handles of things uploaded beforehand, stored before the create that uses them. */
export type Handles = Readonly<Record<string, string>>;
/** `prepare` may be repeated, so nothing in it is ever unknown. Where it is put off, `handles` are what the next try goes on with. */
export type PrepareOutcome =
  | ({ readonly kind: "prepared"; readonly handles: Handles } & Partial<Closing>)
  | (Deferred & { readonly handles?: Handles })
  | Rejected
  | Unauthorized;
/** `absent`: not there now; whether that settles it, the settlement says. */
export type FindOutcome =
  | ({ readonly kind: "found"; readonly remote: RemotePost } & Closing)
  /** `altered`: it may be this one, with words that are not ours; then only a person can tell. */
  | ({ readonly kind: "absent"; readonly altered?: RemotePost } & Closing)
  | Deferred
  | Unauthorized;
export type OwnsOutcome =
  | { readonly kind: "ours" }
  | { readonly kind: "another's" }
  | Deferred
  | Rejected
  | Unauthorized;
/** Removing is safe to repeat: a broken call is a `fault`, a post that is gone is removed. */
export type RemoveOutcome = ({ readonly kind: "removed" } & Closing) | Deferred | Rejected | Unauthorized;
/** Calls left in a window of the network's. */
export interface Quota {
  readonly left: number;
  readonly of: number | null;
  readonly resetAt: Date | null;
}
/** Editing is safe to repeat: a broken call is a `fault`. */
export type CorrectOutcome = ({ readonly kind: "corrected" } & Closing) | Deferred | Rejected | Unauthorized;
export type IdentifyOutcome =
  | {
      readonly kind: "identified";
      readonly id: string;
      readonly name: string;
      /** What its server runs, by name and version, where that differs from account to account. */
      readonly software?: string;
      /** What the server says of its limits. */
      readonly limits?: Partial<Limits>;
      /** Where the answer told what is left of a window. */
      readonly quota?: Quota;
    }
  | Deferred
  | Rejected
  | Unauthorized;

/** What a person is asked at the network's own page, and how the answer is proven to be for us (PKCE, RFC 7636). */
export interface Consent {
  readonly redirect: string;
  readonly state: string;
  readonly challenge: string;
}
export type Authorized =
  | { readonly kind: "authorized"; readonly credentials: Credentials }
  | Deferred
  | Rejected
  | Unauthorized;
/** Credentials that a person gives at the network's own page instead of copying keys. */
export interface Authorizing {
  /** The secret field that names the app, and that of its own secret, which not every app has. */
  readonly app: string;
  readonly appSecret: string;
  page(clientId: string, consent: Consent): string;
  exchange(
    login: Pick<Login, "credentials" | "line">,
    given: { readonly code: string; readonly verifier: string; readonly redirect: string },
    context: CallContext,
  ): Promise<Authorized>;
}

/** What signing in gives: tokens that hold for a while. Sealed and kept in the database, never one sign-in a post. */
export interface Session {
  readonly tokens: Credentials;
  /** Renewed before then; null: it holds until the network says otherwise. */
  readonly expiresAt: Date | null;
}
/** A network that cannot be asked now (5xx, 429) is a deferral, and no reason to disconnect anybody. */
export type SignInOutcome = { readonly kind: "ready"; readonly session: Session } | Deferred | Unauthorized;

/** A whole thread in one call. `sent`: every one of its posts is out, in the order given; every other outcome is true of them all. */
export type SendAllOutcome =
  | ({ readonly kind: "sent"; readonly remotes: readonly RemotePost[] } & Closing)
  | Exclude<SendOutcome, Sent>;

/** How a send of unknown fate is settled; asked in the order given. */
export type Settlement =
  /** The same call with the same key again is harmless for so long after the first. */
  | { readonly by: "key"; readonly withinMs: number }
  /** `find` tells. Its "absent" counts only so long after the call's deadline, and after so many asks. */
  | { readonly by: "look-up"; readonly notBeforeMs: number; readonly asks: number }
  /** A person looks. */
  | { readonly by: "hand" };

/** What a platform may touch of the world. */
export interface Line {
  /** API root: UTAS_<ID>_URL, else the platform's own. */
  readonly url: string;
  readonly http: Http;
  readonly clock: Clock;
  readonly rehearsal: Rehearsal;
  /** Which hosts an address that a person gave may lead to; the operator's own root (`url`) needs no such leave. */
  readonly reach: Reach;
  /** An image that a post or its card carries, in the size and form that the network takes. Null: it is not kept any more. */
  readonly picture: (id: string, limits: ImageLimits) => Promise<Picture | null>;
}

/** An account signed in: who, with what, over which line. */
export interface Login {
  readonly account: Account;
  readonly credentials: Credentials;
  readonly line: Line;
  /** Of a network with `signIn`: what was signed in with. */
  readonly session?: Session;
}

export interface SendContext {
  /** Ours, unique a post, stored before the first create; new after an edit or a definite error. */
  readonly key: string;
  /** 1 for the first post. */
  readonly position: number;
  readonly root: RemotePost | null;
  readonly parent: RemotePost | null;
  readonly handles: Handles;
  /** Whether another post of ours on the account owns this id: then no answer that names it is about this one. */
  readonly isOwned: (id: string) => Promise<boolean>;
  /** The call must not be written to the network after this instant. */
  readonly deadlineAt: Date;
  readonly signal: AbortSignal;
}

export interface FindContext extends Omit<SendContext, "isOwned"> {
  /** When the create whose fate is unknown was first started. */
  readonly since: Date;
  /** Ids that other posts of ours own: never this one. */
  readonly owned: ReadonlySet<string>;
}

export interface CallContext {
  readonly deadlineAt: Date;
  readonly signal: AbortSignal;
}

/** The calls. Every one ends by `deadlineAt`, none throws for what the network did, none repeats by itself. */
export interface Sender {
  settles(account: Account): readonly Settlement[];
  /** Loads what it speaks with, where that takes a while: before the time of a call begins. */
  load?(): Promise<unknown>;
  /**
   * Renews the session that is kept, else begins one with the credentials. Called by one process at a time for an account; what it gives is
   * stored before it is used. `login` has no session yet.
   */
  signIn?(login: Login, kept: Session | null, context: CallContext): Promise<SignInOutcome>;
  /** The secret among these that signing in uses up: what it gives is kept although no account may come of it. Null: there is none. */
  spends?(credentials: Credentials): string | null;
  /** Proves credentials with one call. `account` may be one that is not stored yet. */
  identify(login: Login, context: CallContext): Promise<IdentifyOutcome>;
  prepare?(login: Login, post: Post, context: SendContext): Promise<PrepareOutcome>;
  /** `prepare` uploads nothing again that its handles name. */
  readonly keepsUploads?: true;
  /** The only call whose outcome can be unknown. */
  create(login: Login, post: Post, context: SendContext): Promise<SendOutcome>;
  /** Whether these posts, all that a thread has left, may go as one; without it they go one by one. */
  sendsTogether?(account: Account, posts: readonly Post[]): boolean;
  /** All of them or none, in one call whose outcome can be unknown too. The first one's context has the parent, if any is out. Settled by look-up only. */
  createAll?(login: Login, posts: readonly Together[]): Promise<SendAllOutcome>;
  find?(login: Login, post: Post, context: FindContext): Promise<FindOutcome>;
  /** The post at an address that a person gives; null: that is no address of a post there. */
  recognise?(url: string, account: Account): RemotePost | null;
  /** Whether a post that was recognised is the account's, where its address does not tell. */
  owns?(login: Login, remote: RemotePost, context: CallContext): Promise<OwnsOutcome>;
  /** Changes the words of a post that is out, where the network shows that it was edited; `handles`: what it carries. */
  correct?(
    login: Login,
    remote: RemotePost,
    post: Post,
    context: CallContext & Pick<SendContext, "handles">,
  ): Promise<CorrectOutcome>;
  /** Whether an account's posts can be corrected in place, where that differs from account to account. */
  corrects?(account: Pick<Account, "options">): boolean;
  remove?(login: Login, remote: RemotePost, context: CallContext): Promise<RemoveOutcome>;
}

export interface Together {
  readonly post: Post;
  readonly context: SendContext;
}

export interface Platform {
  readonly id: string;
  readonly label: string;
  /** What people call it otherwise, so that a mistake is understood. */
  readonly otherNames?: readonly string[];
  /** API root unless UTAS_<ID>_URL says otherwise; null: an account names its server, or there is none. */
  readonly url: string | null;
  readonly limits: Limits;
  readonly look: Look;
  readonly fields: readonly Field[];
  /** It takes money for every post. */
  readonly charges?: true;
  /** Limits of one account where they differ from the network's (a sandbox that is like another). */
  limitsOf?(account: Pick<Account, "options" | "limitsOverride">): Limits;
  /** The look of one account, where it differs likewise. */
  lookOf?(account: Pick<Account, "options">): Look;
  /** What an account shares its windows and budgets by with others: an app, a key, a server. Shown to nobody, but no secret. */
  appOf?(login: Pick<Login, "account" | "credentials">): string | null;
  readonly authorizing?: Authorizing;
  /** Null: known by its limits only. */
  readonly sender: Sender | null;
}

export const definePlatform = (platform: Platform): Platform => platform;

/** All that an account may be given: what its network asks for, and how its threads should look. */
export const fieldsOf = ({ fields }: Pick<Platform, "fields">): readonly Field[] => [...fields, ...postingFields];

/** The limits that bind an account: the network's, its own likeness, then what was set for it. */
export function limitsOf(platform: Platform, account: Pick<Account, "options" | "limitsOverride">): Limits {
  const own = platform.limitsOf?.(account) ?? platform.limits;
  return account.limitsOverride ? { ...own, ...account.limitsOverride } : own;
}

/** How the posts of an account look to their readers. */
export const lookOf = (platform: Platform, account: Pick<Account, "options">): Look =>
  platform.lookOf?.(account) ?? platform.look;
