/** One function per thing worth telling. What is told goes to the log; whoever listens (a terminal that waits, a live page) hears the same. */

import type { Log } from "../base/log.ts";

export type Event =
  | {
      readonly kind: "sent";
      readonly publication: string;
      readonly account: string;
      readonly position: number;
      readonly of: number;
      readonly text: string;
      readonly url: string | null;
    }
  | { readonly kind: "published"; readonly publication: string; readonly account: string; readonly posts: number }
  | {
      readonly kind: "deferred";
      readonly publication: string;
      readonly account: string;
      readonly position: number;
      readonly until: Date | null;
      readonly reason: string;
    }
  | {
      readonly kind: "doubted";
      readonly publication: string;
      readonly account: string;
      readonly position: number;
      readonly reason: string;
    }
  | {
      readonly kind: "reconciled";
      readonly publication: string;
      readonly account: string;
      readonly position: number;
      readonly found: boolean;
      readonly text: string;
    }
  | {
      readonly kind: "person-needed";
      readonly publication: string;
      readonly account: string;
      readonly position: number;
      readonly reason: string;
    }
  | {
      readonly kind: "failed";
      readonly publication: string;
      readonly account: string;
      readonly sent: number;
      readonly of: number;
      readonly reason: string;
    }
  | {
      readonly kind: "stopped";
      readonly publication: string;
      readonly account: string;
      readonly state: string;
      readonly sent: number;
      readonly of: number;
    }
  | { readonly kind: "account-stopped"; readonly account: string; readonly state: string; readonly reason: string }
  | { readonly kind: "removed"; readonly publication: string; readonly account: string; readonly position: number }
  | { readonly kind: "retracted"; readonly publication: string; readonly account: string }
  | { readonly kind: "left"; readonly publication: string; readonly account: string; readonly reason: string }
  | { readonly kind: "taken-up"; readonly publication: string; readonly state: string }
  | {
      readonly kind: "late";
      readonly publication: string;
      readonly account: string;
      readonly state: string;
      readonly dueAt: Date;
      readonly reason: string;
    }
  | {
      readonly kind: "halted";
      readonly scope: string;
      readonly subject: string;
      readonly actor: string;
      readonly reason: string;
      readonly until: Date | null;
    }
  | { readonly kind: "resumed"; readonly scope: string; readonly subject: string; readonly actor: string }
  | {
      readonly kind: "rule-fired";
      readonly rule: string;
      readonly outcome: string;
      readonly article: string | null;
      readonly publications: number;
      readonly reason: string | null;
    }
  | {
      readonly kind: "rule-refused";
      readonly rule: string;
      readonly account: string;
      readonly article: string;
      readonly reason: string;
    }
  | { readonly kind: "rule-starved"; readonly rule: string; readonly reason: string }
  | {
      readonly kind: "approval-wanted";
      readonly publication: string;
      readonly account: string;
      readonly rule: string;
      readonly reason: string;
    }
  | {
      readonly kind: "arrived";
      readonly source: string;
      readonly name: string;
      readonly article: string;
      readonly file: string;
    }
  | {
      readonly kind: "file-refused";
      readonly source: string;
      readonly name: string;
      readonly file: string;
      readonly reason: string;
    }
  | { readonly kind: "source-broken"; readonly source: string; readonly name: string; readonly reason: string }
  | { readonly kind: "source-back"; readonly source: string; readonly name: string };

/** A stop that a person should look at is a warning, and makes notices be raised at once. */
export const worryingKinds: readonly Event["kind"][] = [
  "doubted",
  "person-needed",
  "failed",
  "account-stopped",
  "left",
  "rule-refused",
  "rule-starved",
  "late",
  "halted",
  "file-refused",
  "source-broken",
];
const worrying: ReadonlySet<Event["kind"]> = new Set(worryingKinds);

export const isWorrying = (kind: Event["kind"]): boolean => worrying.has(kind);

export interface Events {
  tell(event: Event): void;
  /** Returns the way to stop listening. */
  listen(listener: (event: Event) => void): () => void;
}

export function openEvents(log: Log): Events {
  const listeners = new Set<(event: Event) => void>();
  return {
    tell(event) {
      const { kind, ...facts } = event;
      // What a post says stands in the database, and on the network; the log names it by its place.
      const { text: _, ...told } = { text: "", ...facts };
      log[worrying.has(kind) ? "warn" : "info"](told, kind);
      for (const listener of listeners) listener(event);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
