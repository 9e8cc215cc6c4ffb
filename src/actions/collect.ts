/** Looks at a source: what is new in it becomes an article that has arrived, once; what cannot become one is told, once, and stops nobody. */

import type { App } from "../app.ts";
import { seconds } from "../base/clock.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { FolderBroken, type FolderFile, lookInto, mayBeWritten, readWhole } from "../sources/folder.ts";
import type { Source, Trouble } from "../sources/source.ts";
import type { SeenFile } from "../store/sources.ts";
import { articleMaxBytes, keepArticle, readSource } from "./accept.ts";

type Parts = Pick<App, "store" | "clock" | "events">;

export interface Arrived {
  readonly article: string;
  readonly title: string;
  readonly file: string;
}

/** What one look has brought. */
export interface Collected {
  readonly source: string;
  readonly arrived: readonly Arrived[];
  /** Files that somebody may still be writing: a later look takes them. */
  readonly waiting: readonly string[];
  /** Files that bring no article, told now for the first time. */
  readonly refused: readonly Trouble[];
  /** Why the source could not be looked at. */
  readonly broken: string | null;
}

/** A look that says nothing for so long is given up: the source counts as broken, and is looked at again. */
const silenceMaxMs = seconds(60);
/** Of a look; renewed while it lives, so that a killed one's turn is soon taken up. */
export const lookLeaseMs = seconds(10);

interface Looking {
  /** Ends the look between two files. */
  readonly stop?: AbortSignal;
  /** Called when it has really ended: one that was given up may hang for good. */
  readonly ended?: () => void;
}

/** Looks at a source whose lease is held, and gives the lease back. */
export async function collect(app: Parts, source: Source, { stop, ended }: Looking = {}): Promise<Collected> {
  const given: Given = { arrived: [], waiting: [], refused: [] };
  const over = new AbortController();
  const pulse: Pulse = { at: app.clock.now() };
  const looking = look(app, source, given, pulse, stop ? AbortSignal.any([stop, over.signal]) : over.signal)
    .then(
      () => null,
      (error: unknown) => {
        if (error instanceof FolderBroken) return error.message;
        throw error;
      },
    )
    .finally(ended);
  try {
    const broken = await Promise.race([looking, silence(app, source, pulse, over.signal)]);
    await settle(app, source, broken);
    return { source: source.id, ...given, broken };
  } finally {
    over.abort();
    looking.catch(() => undefined);
  }
}

/** When the look last got on. */
interface Pulse {
  at: Date;
}

/** Keeps the lease; resolves when the look has been silent for too long. */
async function silence({ clock, store }: Parts, { id }: Source, pulse: Pulse, over: AbortSignal): Promise<string> {
  while (!over.aborted) {
    const leftMs = pulse.at.getTime() + silenceMaxMs - clock.now().getTime();
    if (leftMs <= 0) break;
    await clock.wait(Math.min(leftMs, lookLeaseMs / 3), over);
    if (!over.aborted) await store.sources.renew(id, lookLeaseMs, clock.now());
  }
  return `the folder did not answer within ${silenceMaxMs / 1_000} s`;
}

async function settle({ store, clock, events }: Parts, { id, name }: Source, broken: string | null): Promise<void> {
  const news = await store.sources.settle(id, broken, clock.now());
  if (news === "broke") events.tell({ kind: "source-broken", source: id, name, reason: broken ?? "" });
  if (news === "back") events.tell({ kind: "source-back", source: id, name });
}

interface Given {
  readonly arrived: Arrived[];
  readonly waiting: string[];
  readonly refused: Trouble[];
}

async function look(app: Parts, source: Source, given: Given, pulse: Pulse, stop: AbortSignal): Promise<void> {
  const { sources } = app.store;
  const files = await lookInto(source.address);
  const before = new Map((await sources.files(source.id)).map((file) => [file.name, file]));
  for (const file of files) {
    if (stop.aborted) return;
    pulse.at = app.clock.now();
    const known = before.get(file.name);
    before.delete(file.name);
    if (known?.settled && known.stamp === file.stamp) continue;
    await lookAt(app, source, file, known, given);
  }
  if (before.size > 0) await sources.forgetFiles(source.id, [...before.keys()]);
}

async function lookAt(
  app: Parts,
  { id, name }: Source,
  file: FolderFile,
  known: SeenFile | undefined,
  given: Given,
): Promise<void> {
  const { store, clock, events } = app;
  const now = clock.now();
  const seenAt = known?.stamp === file.stamp ? known.seenAt : now;
  const seen = { name: file.name, stamp: file.stamp, seenAt };
  const isNoted = (trouble: string | null) =>
    known?.stamp === file.stamp && !known.settled && known.trouble === trouble;
  /** `settled`: nothing but a change of the file will change that. */
  const refuse = async (reason: string, settled: boolean) => {
    if (!settled && isNoted(reason)) return;
    if (!(await store.sources.note(id, { ...seen, settled, trouble: reason }))) return;
    given.refused.push({ file: file.name, reason });
    events.tell({ kind: "file-refused", source: id, name, file: file.name, reason });
  };
  const wait = async () => {
    given.waiting.push(file.name);
    if (!isNoted(null)) await store.sources.note(id, { ...seen, settled: false, trouble: null });
  };

  if (file.trouble !== null) return refuse(file.trouble, false);
  if (file.size > articleMaxBytes)
    return mayBeWritten(file, new Uint8Array(), seenAt, now) ? wait() : refuse(tooLarge(file), true);
  const read = await readWhole(file);
  if (read.kind === "changed") return wait();
  if (read.kind === "unreadable") return refuse(`it cannot be read: ${read.why}`, false);
  if (await store.sources.hasShown(id, read.fingerprint))
    return void (await store.sources.note(id, { ...seen, settled: true, trouble: null }));
  if (mayBeWritten(file, read.bytes, seenAt, now)) return wait();
  try {
    const article = await keepArticle(app, readSource({ name: file.name, bytes: read.bytes }));
    const isNew = await store.sources.bring(id, read.fingerprint, article.id, {
      ...seen,
      seenAt: now,
      settled: true,
      trouble: null,
    });
    if (!isNew) return;
    given.arrived.push({ article: article.id, title: article.title, file: file.name });
    events.tell({ kind: "arrived", source: id, name, article: article.id, file: file.name });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return refuse(sentenceOf(error), true);
  }
}

const tooLarge = ({ name, size }: FolderFile) =>
  sentenceOf(new AppError("article-too-large", { source: name, size, max: articleMaxBytes }));
