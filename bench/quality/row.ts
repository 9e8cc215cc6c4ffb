/** One line of the table that `npm run quality` prints, and how every topic hands its lines in. */

export interface Row {
  readonly metric: string;
  /** The file of the folder that was measured, or several named together. */
  readonly corpus: string;
  readonly value: string;
  readonly goal: string;
}

/** What each file of this folder but this one and its helpers exports: all of its metrics over a folder of JSONL corpora. */
export interface Topic {
  readonly rows: (folder: string) => Promise<readonly Row[]>;
}

export const percent = (part: number, whole: number, digits = 2): string =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(digits)} % (${part} of ${whole})`;
