/** Starts processes of workers for tests that kill them. */

import { inject } from "vitest";
import { startVictimIn, type Victim } from "./victims.ts";

export const startVictim = (env: Record<string, string | undefined>): Victim => startVictimIn(inject("built"), env);
