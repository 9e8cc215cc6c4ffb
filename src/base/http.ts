/** How Utas speaks HTTP: one agent that every client uses, and one call that is never repeated. */

import type { Agent } from "node:http";

export interface Http {
  /**
   * The agent for one call to `url`: it hands a socket over only when it is connected, looks at the clock there, and refuses
   * (error code UTAS_TOO_LATE, nothing written) when `deadlineAt` is over.
   */
  agent(url: string, deadlineAt: Date): Agent;
}
