/** Every legal move of a publication. The database refuses all others by a trigger; a test compares the two lists. */

export type State =
  | "draft"
  | "waiting"
  | "scheduled"
  | "sending"
  | "uncertain"
  | "published"
  | "failed"
  | "held"
  | "cancelled"
  | "retracting"
  | "retracted";

export const moves = {
  schedule: { from: ["draft", "held", "failed"], to: "scheduled" },
  await: { from: ["draft", "scheduled"], to: "waiting" },
  approve: { from: ["waiting"], to: "scheduled" },
  reject: { from: ["waiting"], to: "held" },
  claim: { from: ["scheduled"], to: "sending" },
  finish: { from: ["sending", "uncertain"], to: "published" },
  defer: { from: ["sending", "uncertain"], to: "scheduled" },
  doubt: { from: ["sending"], to: "uncertain" },
  fail: { from: ["sending", "uncertain"], to: "failed" },
  hold: { from: ["scheduled", "waiting", "sending", "uncertain"], to: "held" },
  cancel: { from: ["draft", "waiting", "scheduled", "held", "failed", "sending", "uncertain"], to: "cancelled" },
  retract: {
    from: ["published", "failed", "held", "cancelled", "scheduled", "sending", "uncertain"],
    to: "retracting",
  },
  gone: { from: ["retracting"], to: "retracted" },
  left: { from: ["retracting"], to: "failed" },
} as const satisfies Record<string, { from: readonly State[]; to: State }>;

export type Move = keyof typeof moves;

export const states: readonly State[] = [
  ...new Set(Object.values(moves).flatMap<State>(({ from, to }) => [...from, to])),
];

export const deliveryMoves = {
  prepare: { from: ["planned", "prepared"], to: "prepared" },
  /** From `planned` where the network wants nothing uploaded beforehand. */
  begin: { from: ["planned", "prepared", "absent"], to: "sending" },
  sent: { from: ["sending"], to: "sent" },
  "did not leave": { from: ["sending"], to: "prepared" },
  "was not found": { from: ["sending"], to: "absent" },
  remove: { from: ["sent"], to: "removed" },
} as const satisfies Record<string, { from: readonly DeliveryState[]; to: DeliveryState }>;

export type DeliveryState = "planned" | "prepared" | "sending" | "sent" | "absent" | "removed";
