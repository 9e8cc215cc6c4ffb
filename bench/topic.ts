/** What a benchmark's topic gives to the frame, bench/bench.ts: its cases, each compared with one of the others in the same run. */

export interface Case {
  /** Unique in its topic. */
  readonly name: string;
  /** The name of the case to compare with; null: this one is a baseline. */
  readonly baseline: string | null;
  /** Once through the material; what it promises is waited for. */
  readonly run: () => void | Promise<void>;
  /** UTF-8 bytes that one `run` takes in, for MB/s. */
  readonly bytes?: number;
  /** Calls that one `run` makes, for calls/s and the time of one; 1 unless told. */
  readonly calls?: number;
}

export interface Topic {
  readonly name: string;
  readonly cases: readonly Case[];
}
