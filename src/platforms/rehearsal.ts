/** The port through which the sandbox keeps its timeline and its faults; store/sandbox.ts implements it on a connection of its own. */

export interface RehearsedPost {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | null;
  readonly at: Date;
}

/** What the rehearsal network does to a post instead of simply taking it. */
export type Fault =
  /** Answers 503 and has taken nothing. */
  | { readonly kind: "fail-before" }
  /** Takes the post, then the answer is lost. */
  | { readonly kind: "lose-answer" }
  /** Takes nothing and never answers. */
  | { readonly kind: "hang" }
  /** Takes the post and never answers. */
  | { readonly kind: "hang-after" }
  /** 429: closed until so long from now. */
  | { readonly kind: "rate-limit"; readonly forMs: number }
  /** 401. */
  | { readonly kind: "expired-token" };

export interface Take {
  readonly accountId: string;
  readonly text: string;
  readonly parentId: string | null;
  readonly at: Date;
  /** At most so many posts in so many ms. */
  readonly window: { readonly posts: number; readonly perMs: number } | null;
  readonly gapMs: number;
}

export type Taken =
  | {
      readonly kind: "taken";
      readonly post: RehearsedPost;
      readonly remaining: number | null;
      readonly resetAt: Date | null;
    }
  | { readonly kind: "duplicate" }
  | { readonly kind: "unknown-parent" }
  | { readonly kind: "too-early"; readonly at: Date }
  | { readonly kind: "closed"; readonly until: Date };

export interface Rehearsal {
  /** The fault, if any, that is asked for at this account's nth post of its thread, for its so many-th try. Used up by asking. */
  fault(accountId: string, position: number): Fault | null;
  take(post: Take): Promise<Taken>;
  /** Oldest first. */
  timeline(accountId: string): Promise<readonly RehearsedPost[]>;
  /** False: there is no such post (any more). */
  remove(accountId: string, postId: string): Promise<boolean>;
}
