/** Everything in one process: API, board and workers. */

import { startWorkers } from "../workers/main.ts";
import type { App } from "./app.ts";
import { openClosing } from "./base/closing.ts";
import { openServer } from "./http/server.ts";

export interface Service extends AsyncDisposable {
  /** Where it listens. */
  readonly address: string;
}

/** Closing takes no more requests, finishes the post in the air, and leaves the app to its owner. */
export async function serve(app: App, version: string): Promise<Service> {
  const closing = openClosing();
  let workers: AsyncDisposable | undefined;
  closing.add(() => workers?.[Symbol.asyncDispose]());
  try {
    // First, so that a port that is taken ends it before anything is sent.
    const server = await openServer(app, { version });
    closing.add(() => server[Symbol.asyncDispose]());
    workers = startWorkers(app);
    const { address } = server;
    await app.store.services.started(address, app.clock.now());
    closing.add(() => app.store.services.stopped(address));
    app.log.info({ address, queue: app.backend?.kind }, "serving");
    return { address, [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose]() };
  } catch (error) {
    await closing[Symbol.asyncDispose]();
    throw error;
  }
}
