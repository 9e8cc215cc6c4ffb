/** What is said to a channel. */

import type { NoticeKind } from "../store/troubles.ts";
import type { Words } from "./notice-words.ts";

export interface Message {
  /** The same at every repeat: who has had it can tell. */
  readonly id: string;
  readonly kind: NoticeKind | "test";
  readonly raisedAt: Date;
  readonly words: Words;
}
