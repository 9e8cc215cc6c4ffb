/** A process for tests that posts once and is stopped while it connects: node post-once.js <url> <deadline in ms> <guarded | checked before>. */

import { Agent, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { openClock } from "../../src/base/clock.ts";
import { openHttp, whatBroke } from "../../src/base/http.ts";

const [url = "", forMs = "", kind = ""] = process.argv.slice(2);
const secure = url.startsWith("https:");

const deadlineAt = new Date(Date.now() + Number(forMs));
const agent = kind === "guarded" ? openHttp(openClock()).agent(url, deadlineAt) : secure ? undefined : new Agent();
if (deadlineAt.getTime() <= Date.now()) throw new Error("the deadline was over before the call began");

const request = (secure ? requestSecure : requestPlain)(url, { method: "POST", agent });
request.once("response", (response) => {
  response.resume();
  tell("answered");
});
request.once("error", (error) => tell(whatBroke(error)));
request.end("a post");
// A plain connection is there at once, so the process stops itself between connecting and hearing of it; with TLS it is stopped from outside.
if (!secure) afterTicks(5, () => process.kill(process.pid, "SIGSTOP"));

function afterTicks(ticks: number, act: () => void): void {
  if (ticks === 0) act();
  else process.nextTick(() => afterTicks(ticks - 1, act));
}

function tell(what: string): void {
  process.send?.(what, undefined, undefined, () => process.disconnect());
}
