/** One-line forms for people. */

import type { Shown } from "../store/publications.ts";

export const sentOf = (shown: Shown) =>
  `${shown.deliveries.filter((one) => one.state === "sent").length} of ${shown.deliveries.length}`;

export const short = (at: Date | null) => (at ? at.toISOString().slice(0, 19).replace("T", " ") : "");
