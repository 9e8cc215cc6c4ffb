/** For a terminal that waits: works publications off in this process, and tells each post as it goes out, whoever sends it. */

import { untilSettled } from "../actions/work-off.ts";
import type { App } from "../app.ts";
import { seconds } from "../base/clock.ts";
import type { Event } from "../telemetry/events.ts";
import { note } from "./io.ts";
import { actor } from "./with-app.ts";

/** `aloud` false: nothing is told. True: all have come to rest; false: it was interrupted (SIGINT, SIGTERM), between posts. */
export async function sendFromHere(app: App, ids: readonly string[], aloud: boolean): Promise<boolean> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const told = new Set<string>();
  const tell = (id: string, position: number, line: string) => {
    const post = `${id} ${position}`;
    if (aloud && !told.has(post)) note(line);
    told.add(post);
  };
  const deaf = app.events.listen((event) => {
    if (!("publication" in event) || !ids.includes(event.publication)) return;
    const line = progress(event);
    if (line === null) return;
    if (event.kind === "sent") tell(event.publication, event.position, line);
    else if (aloud) note(line);
  });
  const done = new AbortController();
  const watching = watch(app, ids, tell, done.signal);
  try {
    await Promise.all(ids.map((id) => untilSettled(app, id, stopping.signal, actor())));
  } finally {
    done.abort();
    await watching;
    deaf();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
  if (app.disk.low)
    note(
      `Less than ${app.disk.floorBytes / 1e6} MB (UTAS_DISK_FLOOR) are free under ${app.settings.dataDir}, so nothing is sent. What is stored goes on as soon as there is room and a worker is alive.`,
    );
  if (!stopping.signal.aborted) return true;
  note(
    `Interrupted between posts. What is stored goes on as soon as a worker is alive; to stop it: utas hold ${ids.join(" ")}`,
  );
  return false;
}

/** What workers elsewhere have sent, seen in the database. */
async function watch(
  { store, clock }: App,
  ids: readonly string[],
  tell: (id: string, position: number, line: string) => void,
  done: AbortSignal,
): Promise<void> {
  for (let last = false; ; last = done.aborted) {
    for (const { id, account, deliveries } of await store.publications.named(ids).catch(() => []))
      for (const { position, state, remote } of deliveries)
        if (state === "sent")
          tell(id, position, `${account}  ${position} of ${deliveries.length}  ${remote?.url ?? ""}`);
    if (last) return;
    await clock.wait(seconds(1), done);
  }
}

function progress(event: Event): string | null {
  switch (event.kind) {
    case "sent":
      return `${event.account}  ${event.position} of ${event.of}  ${event.url ?? ""}`;
    case "deferred":
      return `${event.account}  waits at post ${event.position}${event.until ? ` until ${event.until.toISOString()}` : ""}: ${event.reason}`;
    case "doubted":
      return `${event.account}  post ${event.position} has an unknown fate (${event.reason}); it is looked up before anything else is sent`;
    case "reconciled":
      return `${event.account}  post ${event.position} ${event.found ? "had arrived" : "had not arrived"}`;
    case "person-needed":
    case "failed":
      return `${event.account}  ${event.reason}`;
    default:
      return null;
  }
}
