/** What a process has opened and must close again, in reverse. (Node 20 has no AsyncDisposableStack.) */

export interface Closing extends AsyncDisposable {
  /** `close` is called once, after everything that was added later. */
  add(close: () => unknown): void;
}

export function openClosing(): Closing {
  const closers: (() => unknown)[] = [];
  return {
    add: (close) => void closers.push(close),
    async [Symbol.asyncDispose]() {
      const faults: unknown[] = [];
      for (let close = closers.pop(); close; close = closers.pop()) {
        try {
          await close();
        } catch (fault) {
          faults.push(fault);
        }
      }
      if (faults.length > 0) throw faults.length === 1 ? faults[0] : new AggregateError(faults, "closing failed");
    },
  };
}
