/** A source: where articles come from. Plain data, as the store gives it. */

export type SourceKind = "folder";

export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  /** A folder's absolute path. */
  readonly address: string;
  /** Why the last look failed; null: it did not. */
  readonly brokenReason: string | null;
  readonly brokenSince: Date | null;
  /** When it was last looked at; null: not yet. */
  readonly collectedAt: Date | null;
  readonly createdAt: Date;
}

/** A file of a folder that brings no article, and why. */
export interface Trouble {
  readonly file: string;
  readonly reason: string;
}
