/** Every fault that Utas tells a person: one table, code -> HTTP status, exit code and the sentence (what is wrong, with the value, and the way out). */

import { accountFaults } from "./faults/accounts.ts";
import { arrivalFaults } from "./faults/arrivals.ts";
import { imageFaults } from "./faults/images.ts";
import { networkFaults } from "./faults/networks.ts";
import { noticeFaults } from "./faults/notices.ts";
import { publishingFaults } from "./faults/publishing.ts";
import { readingFaults } from "./faults/reading.ts";
import { ruleFaults } from "./faults/rules.ts";
import { runningFaults } from "./faults/running.ts";
import { webFaults } from "./faults/web.ts";

export const faults = {
  ...readingFaults,
  ...accountFaults,
  ...arrivalFaults,
  ...publishingFaults,
  ...ruleFaults,
  ...runningFaults,
  ...webFaults,
  ...noticeFaults,
  ...networkFaults,
  ...imageFaults,
} as const;

export type FaultCode = keyof typeof faults;
type FactsOf<C extends FaultCode> = Parameters<(typeof faults)[C]["says"]>[0];

/** A fault with its facts filled in. `cause` keeps what lies behind it, for the log only. */
export class AppError<C extends FaultCode = FaultCode> extends Error {
  readonly code: C;
  readonly facts: FactsOf<C>;

  constructor(code: C, facts: FactsOf<C>, options?: { cause?: unknown }) {
    const says = faults[code].says as (facts: FactsOf<C>) => string;
    super(says(facts), options);
    this.name = "AppError";
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return faults[this.code].status;
  }

  get exit(): 1 | 2 {
    return faults[this.code].exit;
  }
}

/** The sentence of anything thrown: a fault's own, else the error's message. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
