/** The port through which the sandbox keeps its timeline; store/rehearsal.ts implements it on a connection of its own. */

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

/** Asked once at every create: what goes wrong with this one, if anything. */
export type FaultPlan = (create: { readonly handle: string; readonly position: number }) => Fault | null;

export interface NewRehearsedPost {
  readonly accountId: string;
  readonly text: string;
  readonly parentId: string | null;
  readonly at: Date;
  /** Later than that nothing is taken. */
  readonly deadlineAt: Date;
  /** At most so many posts in so many ms. */
  readonly window: { readonly posts: number; readonly perMs: number } | null;
  readonly gapMs: number;
}

export type Taken =
  /** `closedUntil`: the window is used up until then. */
  | { readonly kind: "taken"; readonly post: RehearsedPost; readonly closedUntil: Date | null }
  | { readonly kind: "duplicate" }
  | { readonly kind: "unknown-parent" }
  | { readonly kind: "too-late" }
  | { readonly kind: "too-early"; readonly until: Date }
  | { readonly kind: "closed"; readonly until: Date };

export interface Rehearsal {
  readonly faults: FaultPlan;
  take(post: NewRehearsedPost): Promise<Taken>;
  /** Oldest first, without those that were removed. */
  timeline(accountId: string): Promise<readonly RehearsedPost[]>;
  /** Other words for a post that is there; safe to repeat. False: it is not there. */
  edit(accountId: string, postId: string, text: string): Promise<boolean>;
  /** Safe to repeat. */
  remove(accountId: string, postId: string): Promise<void>;
}
