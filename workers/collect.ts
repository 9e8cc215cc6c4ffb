/** At each beat the sources whose turn it is are looked at, each by one process at a time; a slow one stops neither the others nor the beat. */

import { collect, lookLeaseMs } from "../src/actions/collect.ts";
import type { App } from "../src/app.ts";
import { seconds } from "../src/base/clock.ts";
import { sentenceOf } from "../src/base/errors.ts";

/** In one process: a disk that hangs holds one of Node's four threads for each. */
const atOnce = 2;

export interface Collector extends AsyncDisposable {
  beat(): void;
}

export function startCollector(app: App): Collector {
  const { store, clock, log } = app;
  const stopping = new AbortController();
  const looks = new Set<Promise<void>>();
  /** Looks that have not really ended, given up or not. */
  const open = new Set<string>();
  let claiming: Promise<void> | null = null;

  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(
      () => undefined,
      (error: unknown) =>
        log.error({ why: sentenceOf(error) }, "a source was not looked at; the next beat tries again"),
    );
  const takeTurns = async () => {
    while (!stopping.signal.aborted && looks.size < atOnce) {
      const turn = { not: [...open], everyMs: app.settings.beatMs * 0.8, leaseMs: lookLeaseMs };
      const source = await store.sources.claim(turn, clock.now());
      if (!source) return;
      open.add(source.id);
      const looking = { stop: stopping.signal, ended: () => void open.delete(source.id) };
      const look = quietly(collect(app, source, looking)).then(() => {
        looks.delete(look);
        beat();
      });
      looks.add(look);
    }
  };
  const beat = () => {
    if (stopping.signal.aborted) return;
    claiming ??= quietly(takeTurns()).then(() => {
      claiming = null;
    });
  };

  return {
    beat,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      // One that hangs holds up no farewell.
      const farewell = new AbortController();
      await Promise.race([Promise.all([claiming, ...looks]), clock.wait(seconds(3), farewell.signal)]);
      farewell.abort();
    },
  };
}
