/** One line of the table of faults. */

export type Facts = Record<string, string | number>;

export interface Fault<F extends Facts = never> {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Exit code of the command line: 1 = it failed, 2 = it was used wrongly. */
  readonly exit: 1 | 2;
  readonly says: (facts: F) => string;
}

export const fault = <F extends Facts>(status: number, exit: 1 | 2, says: (facts: F) => string): Fault<F> => ({
  status,
  exit,
  says,
});
