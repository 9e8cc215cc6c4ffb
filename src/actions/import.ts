/**
 * Imports rows as publications, each row all or none of its accounts, the file row by row or, when that is wished for, as one.
 * What a row asks for has an id that follows from its content: the same file read twice, or after it broke off, makes nothing twice.
 */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import type { Rejected, Row } from "../sources/rows.ts";
import type { NewPublication } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import { keepArticles } from "./accept.ts";
import { type Illustrated, illustrate } from "./illustrate.ts";
import { differsFrom } from "./import-again.ts";
import { type Draft, openDrafting } from "./import-draft.ts";
import { accountNames, type CheckedRow, checkRow, RowFault } from "./import-row.ts";
import { keyed } from "./keyed.ts";

type Parts = Pick<App, "store" | "clock" | "bells" | "settings" | "fetch">;

export interface Importing {
  readonly allOrNothing: boolean;
  /** Rows that were imported before are imported anew. */
  readonly again: boolean;
  readonly actor: string;
}

export interface Accepted {
  readonly line: number;
  readonly publications: readonly string[];
}

export interface Imported {
  readonly accepted: readonly Accepted[];
  readonly rejected: readonly Rejected[];
  /** Those of the accepted that were there before: nothing was made for them. */
  readonly already: readonly Accepted[];
}

/** Rows that are stored in one transaction. */
const atOnce = 100;

/** `rejected`: rows that could not even be read. */
export async function importRows(
  app: Parts,
  given: { readonly rows: readonly Row[]; readonly rejected: readonly Rejected[] },
  options: Importing,
): Promise<Imported> {
  const work: Work = { app, options, now: app.clock.now(), accepted: [], already: [], rejected: [...given.rejected] };
  const checked = await check(work, given.rows);
  const drafts = await draft(work, await withoutKnown(work, checked));
  const isWhole = work.rejected.length === 0;
  if (options.allOrNothing && !isWhole) work.accepted.length = 0;
  else await store(work, drafts);
  const inOrder = <T extends { readonly line: number }>(rows: readonly T[]) =>
    [...rows].sort((a, b) => a.line - b.line);
  const already = options.allOrNothing && !isWhole ? [] : inOrder(work.already);
  return { accepted: inOrder(work.accepted), rejected: inOrder(work.rejected), already };
}

interface Work {
  readonly app: Parts;
  readonly options: Importing;
  readonly now: Date;
  readonly accepted: Accepted[];
  readonly already: Accepted[];
  readonly rejected: Rejected[];
}

/** Does something for a row; a fault rejects it and nothing else. */
async function orReject<T>({ rejected }: Work, { line }: Row, work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RowFault)) throw error;
    rejected.push({ line, column: error.column, reason: error.message });
    return undefined;
  }
}

async function check(work: Work, rows: readonly Row[]): Promise<CheckedRow[]> {
  const { app, options, now } = work;
  const accounts = await accountsIn(app, rows);
  const seen = new Map<string, number>();
  const checked: CheckedRow[] = [];
  for (const row of rows) {
    const found = await orReject(work, row, () =>
      checkRow(row, { settings: app.settings, accounts, now, seen, again: options.again }),
    );
    if (found) checked.push(found);
  }
  return checked;
}

async function accountsIn({ store }: Parts, rows: readonly Row[]): Promise<Map<string, KeptAccount | AppError>> {
  const found = new Map<string, KeptAccount | AppError>();
  for (const name of new Set(rows.flatMap(accountNames)))
    found.set(
      name,
      await store.accounts.get(name).catch((error) => {
        if (error instanceof AppError) return error;
        throw error;
      }),
    );
  return found;
}

/** Accepts the rows whose publications are there already; what is left is to be made. */
async function withoutKnown(work: Work, checked: readonly CheckedRow[]): Promise<CheckedRow[]> {
  const { app } = work;
  const named = checked.map(({ row }) => row.fields.id.trim()).filter(Boolean);
  const there = new Set(
    await app.store.publications.among(checked.flatMap(({ wanted }) => wanted.map(({ id }) => id))),
  );
  const exported = new Map<string, Awaited<ReturnType<typeof differsFrom>>>();
  for await (const one of app.store.exports.each({ ids: named }))
    exported.set(one.id, differsFrom(one, app.settings.zone));

  const left: CheckedRow[] = [];
  for (const one of checked) {
    const id = one.row.fields.id.trim();
    const compare = work.options.again ? undefined : exported.get(id);
    if (compare) {
      const isSame = await orReject(work, one.row, () => compare(one));
      if (isSame) accept(work, one, [id], true);
    } else if (one.wanted.every((wanted) => there.has(wanted.id))) accept(work, one, idsOf(one), true);
    else left.push(one);
  }
  return left;
}

const idsOf = ({ wanted }: CheckedRow) => wanted.map(({ id }) => id);

function accept(
  { accepted, already }: Work,
  { row }: CheckedRow,
  publications: readonly string[],
  before = false,
): void {
  accepted.push({ line: row.line, publications });
  if (before) already.push({ line: row.line, publications });
}

/** Rows that are read and cut at once; the pages of some come from far away. */
const draftsAtOnce = 8;

async function draft(work: Work, checked: readonly CheckedRow[]): Promise<Draft[]> {
  const drafting = openDrafting(work.app, work.now);
  const drafts: (Draft | undefined)[] = [];
  const waiting = checked.entries();
  const take = async () => {
    for (const [place, one] of waiting) drafts[place] = await orReject(work, one.row, () => drafting(one));
  };
  await Promise.all(Array.from({ length: draftsAtOnce }, take));
  return drafts.filter((one) => one !== undefined);
}

async function store(work: Work, drafts: readonly Draft[]): Promise<void> {
  const size = work.options.allOrNothing ? Math.max(1, drafts.length) : atOnce;
  for (let from = 0; from < drafts.length; from += size) {
    const some = drafts.slice(from, from + size);
    try {
      await storeTogether(work, some);
    } catch (error) {
      if (!(error instanceof AppError) || work.options.allOrNothing) throw error;
      // An account was removed, or lost its slots, meanwhile: the rows of the others are stored all the same.
      for (const one of some)
        await orReject(work, one.row, async () => {
          await storeTogether(work, [one]).catch((fault) => {
            throw fault instanceof AppError
              ? new RowFault(fault.code === "slots-missing" ? "at" : "account", fault.message)
              : fault;
          });
        });
    }
  }
}

async function picturesFor(app: Work["app"], drafts: readonly Draft[]): Promise<(readonly Illustrated[])[]> {
  const illustrated: (readonly Illustrated[])[] = [];
  const waiting = drafts.entries();
  const take = async () => {
    for (const [place, { wanted, posts, article }] of waiting) {
      const threads = wanted.map(({ account }, index) => ({ account, posts: posts[index] ?? [] }));
      illustrated[place] = await illustrate(app, threads, article);
    }
  };
  await Promise.all(Array.from({ length: draftsAtOnce }, take));
  return illustrated;
}

async function storeTogether(work: Work, drafts: readonly Draft[]): Promise<void> {
  const { app, options, now } = work;
  const kept = await keepArticles(
    app,
    drafts.map(({ article }) => article),
  );
  const illustrated = await picturesFor(app, drafts);
  const made = drafts.flatMap(({ wanted, wishes, written }, place) =>
    wanted.map(
      ({ id, account, due }, index): NewPublication => ({
        id,
        articleId: kept[place] ?? null,
        accountId: account.id,
        options: { numbering: false, ...wishes, written },
        dueAt: due ?? now,
        first: due === null,
        posts: keyed(app, account, illustrated[place]?.[index]?.posts ?? []),
        remark: illustrated[place]?.[index]?.remark,
      }),
    ),
  );
  await app.store.publications.make(made, options.actor, now);
  const ids = made.map(({ id }) => id);
  await app.bells.hang("publish", await app.store.publications.dueBy(ids, later(now, app.settings.horizonMs)), now);
  for (const one of drafts) accept(work, one, idsOf(one));
}
