/**
 * Whole threads to X with a token of OAuth 2, through what its stand-in does to a session. What has nothing to do with the way to sign in
 * has been gone through with keys; UTAS_TEST_FULL=all goes through it with a token as well.
 */

import { vi } from "vitest";
import { describeThreads } from "../support/contract.ts";
import { openXStage } from "../support/x-stage.ts";
import { xCan, xWindows } from "../support/x-stand.ts";

vi.setConfig({ maxConcurrency: 4, testTimeout: 120_000 });

describeThreads(
  "X, with OAuth 2",
  { can: xCan, open: (options) => openXStage(options, "token"), troubleAt: 3, windows: xWindows },
  { expire: () => undefined, revoke: () => undefined },
  { bySignIn: process.env.UTAS_TEST_FULL !== "all" },
);
