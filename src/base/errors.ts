/** Every fault that Utas tells a person: one table, code -> HTTP status, exit code and the sentence (what is wrong, with the value, and the way out). */

type Facts = Record<string, string | number>;

interface Fault<F extends Facts = never> {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Exit code of the command line: 1 = it failed, 2 = it was used wrongly. */
  readonly exit: 1 | 2;
  readonly says: (facts: F) => string;
}

const fault = <F extends Facts>(status: number, exit: 1 | 2, says: (facts: F) => string): Fault<F> => ({
  status,
  exit,
  says,
});

export const faults = {
  usage: fault<{ problem: string }>(400, 2, ({ problem }) => problem),
  "settings-invalid": fault<{ problems: string }>(500, 2, ({ problems }) => `The settings do not hold:\n${problems}`),
  "file-missing": fault<{ file: string }>(
    400,
    2,
    ({ file }) => `There is no file ${file}. Give the path of a file, or - to read standard input.`,
  ),
  "file-unreadable": fault<{ file: string; why: string }>(400, 2, ({ file, why }) => `${file} cannot be read: ${why}.`),

  "file-unwritable": fault<{ file: string; why: string }>(
    500,
    1,
    ({ file, why }) => `${file} cannot be written: ${why}.`,
  ),

  "article-empty": fault<{ source: string }>(
    422,
    2,
    ({ source }) => `${source} holds no text to publish. Give an article with at least one sentence.`,
  ),
  "article-too-large": fault<{ source: string; size: number; max: number }>(
    413,
    2,
    ({ source, size, max }) =>
      `${source} is ${size} bytes; an article may have at most ${max}. Split it, or give only the article's own text.`,
  ),
  "article-not-text": fault<{ source: string; why: string }>(
    422,
    2,
    ({ source, why }) => `${source} is not text: ${why}. Give plain text, Markdown or HTML in UTF-8.`,
  ),
  "thread-post-too-long": fault<{ position: number; length: number; max: number; over: number; platform: string }>(
    422,
    2,
    ({ position, length, max, over, platform }) =>
      `Post ${position} is ${length} long on ${platform}, ${over} over its ${max}. Shorten it, or part it with a line of ---.`,
  ),
  "thread-post-twice": fault<{ position: number; first: number; platform: string }>(
    422,
    2,
    ({ position, first, platform }) =>
      `Post ${position} is word for word post ${first}, and ${platform} refuses the same text twice. Change a word, or number the posts.`,
  ),
  "thread-too-many-posts": fault<{ posts: number; max: number; platform: string }>(
    422,
    2,
    ({ posts, max, platform }) =>
      `The thread has ${posts} posts; ${platform} takes at most ${max}. Shorten the article, or give a thread file of your own.`,
  ),
  "thread-over-max-posts": fault<{ posts: number; max: number }>(
    422,
    2,
    ({ posts, max }) =>
      `The thread has ${posts} posts, and at most ${max} are wanted. Raise the maximum, or choose the mode digest or short.`,
  ),
  "thread-post-empty": fault<{ position: number }>(
    422,
    2,
    ({ position }) => `Post ${position} of the thread file is empty. Give it text, or remove one line of ---.`,
  ),

  "platform-unknown": fault<{ platform: string; known: string }>(
    422,
    2,
    ({ platform, known }) => `There is no platform ${platform}. Known: ${known}.`,
  ),
  "platform-not-sendable": fault<{ platform: string; sendable: string }>(
    422,
    2,
    ({ platform, sendable }) =>
      `Utas knows the limits of ${platform}, but cannot send there yet. It sends to: ${sendable}.`,
  ),
  "option-invalid": fault<{ option: string; value: string; hint: string }>(
    422,
    2,
    ({ option, value, hint }) => `${option} ${JSON.stringify(value)} is not valid: ${hint}.`,
  ),

  "key-reused": fault<{ key: string; id: string }>(
    409,
    1,
    ({ key, id }) =>
      `The key ${JSON.stringify(key)} made ${id} before, for other accounts or with other words. Give each wish a key of its own.`,
  ),

  "account-unknown": fault<{ account: string; known: string }>(
    404,
    2,
    ({ account, known }) => `There is no account ${account}. ${known}`,
  ),
  "account-ambiguous": fault<{ account: string; ids: string }>(
    409,
    2,
    ({ account, ids }) => `${account} names more than one account: ${ids}. Give the id of the one you mean.`,
  ),
  "account-exists": fault<{ handle: string; platform: string; id: string }>(
    409,
    2,
    ({ handle, platform, id }) =>
      `${handle} on ${platform} is connected already (${id}). Use "accounts reconnect" to give it new credentials.`,
  ),
  "account-busy": fault<{ account: string; count: number }>(
    409,
    1,
    ({ account, count }) => `${account} still has ${count} publication(s) to send. Cancel them first.`,
  ),
  "credentials-invalid": fault<{ platform: string; problem: string }>(
    422,
    2,
    ({ platform, problem }) => `The credentials for ${platform} do not fit: ${problem}.`,
  ),
  "credentials-refused": fault<{ platform: string; why: string }>(
    422,
    1,
    ({ platform, why }) => `${platform} does not accept these credentials: ${why}. Nothing was stored.`,
  ),
  "credentials-unproven": fault<{ platform: string; why: string }>(
    502,
    1,
    ({ platform, why }) =>
      `${platform} could not be asked whether the credentials hold: ${why}. Nothing was stored; try again.`,
  ),
  "secret-key-wrong": fault<{ account: string }>(
    500,
    1,
    ({ account }) =>
      `The credentials of ${account} cannot be opened with the present UTAS_SECRET_KEY. Give the key they were sealed with, or reconnect the account.`,
  ),
  "secret-key-missing": fault<{ file: string }>(
    500,
    1,
    ({ file }) =>
      `There is no key to seal credentials with at ${file}. Give UTAS_SECRET_KEY, or run "utas serve" first.`,
  ),

  "time-invalid": fault<{ value: string; hint: string }>(
    422,
    2,
    ({ value, hint }) =>
      `${JSON.stringify(value)} is not a time: ${hint}. Times are written as 2026-12-01 09:00, tomorrow 09:00, besok 09.00, in 20m, or ISO 8601.`,
  ),
  "zone-unknown": fault<{ zone: string }>(
    422,
    2,
    ({ zone }) =>
      `There is no time zone ${JSON.stringify(zone)}. Give an IANA name such as Asia/Jakarta, or WIB, WITA, WIT or UTC.`,
  ),
  "cron-invalid": fault<{ expression: string; field: string; value: string; hint: string }>(
    422,
    2,
    ({ expression, field, value, hint }) =>
      `The cron expression ${JSON.stringify(expression)} cannot be used: ${field} ${JSON.stringify(value)}: ${hint}.`,
  ),
  "time-over": fault<{ value: string; now: string }>(
    422,
    2,
    ({ value, now }) => `${value} is already over (it is ${now}). Give a later time, or leave it out to publish now.`,
  ),

  "publication-unknown": fault<{ id: string }>(
    404,
    2,
    ({ id }) => `There is no publication ${id}. "utas status" lists them.`,
  ),
  "article-unknown": fault<{ id: string }>(404, 2, ({ id }) => `There is no article ${id}.`),
  "doubt-busy": fault<{ id: string }>(
    409,
    1,
    ({ id }) => `${id} is being looked up this very moment. Wait until that is over, and say it again if it is needed.`,
  ),
  "account-gone": fault<{ id: string; account: string }>(
    409,
    1,
    ({ id, account }) =>
      `${id} went out on ${account}, which is not connected any more, so Utas cannot remove its posts. Remove them on the network itself.`,
  ),
  "account-twice": fault<{ handle: string; platform: string; id: string; name: string }>(
    409,
    1,
    ({ handle, platform, id, name }) =>
      `${name} on ${platform} is connected already, as ${handle} (${id}). To give it new keys: utas accounts reconnect ${handle}.`,
  ),
  "account-other": fault<{ handle: string; was: string; is: string }>(
    409,
    1,
    ({ handle, was, is }) =>
      `These keys are for ${is}; ${handle} was connected as ${was}. Give the keys of ${was}, or connect ${is} as an account of its own.`,
  ),
  "taken-back": fault<{ id: string }>(
    409,
    1,
    ({ id }) =>
      `Posts of ${id} were taken back, so it cannot go on. To remove what is still out: utas retract ${id}; to post the article again, publish it anew.`,
  ),
  "move-refused": fault<{ id: string; move: string; state: string; from: string }>(
    409,
    1,
    ({ id, move, state, from }) => `${id} is ${state}; ${move} is possible only from: ${from}.`,
  ),

  "data-folder-missing": fault<{ folder: string }>(
    404,
    1,
    ({ folder }) =>
      `There is no data folder at ${folder}. "utas accounts add" or "utas serve" makes one; UTAS_DATA_DIR names another.`,
  ),
  "data-folder-unusable": fault<{ folder: string; why: string }>(
    500,
    1,
    ({ folder, why }) =>
      `The data folder ${folder} cannot be used: ${why}. Choose another with UTAS_DATA_DIR, or use a server of your own with DATABASE_URL.`,
  ),
  "database-unreachable": fault<{ where: string; why: string }>(
    503,
    1,
    ({ where, why }) => `The database at ${where} cannot be reached: ${why}.`,
  ),
  "database-newer": fault<{ found: number; known: number }>(
    500,
    1,
    ({ found, known }) =>
      `This database is at version ${found}, newer than this Utas knows (${known}). Use the Utas that wrote it, or a newer one.`,
  ),
  "migration-changed": fault<{ file: string }>(
    500,
    1,
    ({ file }) =>
      `Migration ${file} has changed since it was applied here. Restore the file of the release that applied it.`,
  ),
  "database-server-failed": fault<{ why: string; log: string }>(
    500,
    1,
    ({ why, log }) => `The database server did not start: ${why}. Its log: ${log}.`,
  ),
  "database-server-impossible": fault<{ why: string }>(
    500,
    1,
    ({ why }) => `PostgreSQL cannot run here: ${why}. Or use a server of your own with DATABASE_URL.`,
  ),
  "database-too-old": fault<{ where: string; found: string; least: number }>(
    500,
    1,
    ({ where, found, least }) =>
      `The database at ${where} is PostgreSQL ${found}; Utas needs version ${least} or later.`,
  ),
  "database-forbids": fault<{ why: string }>(
    500,
    1,
    ({ why }) =>
      `The database does not let its user set up Utas: ${why}. Give the user the right to create schemas in it.`,
  ),
  "queue-unreachable": fault<{ where: string; why: string }>(
    503,
    1,
    ({ where, why }) => `The queue at ${where} cannot be reached: ${why}.`,
  ),
  "port-taken": fault<{ host: string; port: number; by: string }>(
    500,
    1,
    ({ host, port, by }) => `${host}:${port} is taken by ${by}. Stop it, or choose another port with UTAS_PORT.`,
  ),

  "address-unusable": fault<{ host: string; port: number; why: string }>(
    500,
    1,
    ({ host, port, why }) =>
      `Utas cannot listen on ${host}:${port}: ${why}. Choose another address with UTAS_HOST and UTAS_PORT.`,
  ),
  "service-not-running": fault<Record<string, never>>(
    404,
    1,
    () => `No service is running here, so there is nothing to sign in to. Start one with "utas serve".`,
  ),

  "sign-in-needed": fault<Record<string, never>>(
    401,
    1,
    () => `Sign in first: open the link that "utas sign-in" prints.`,
  ),
  "sign-in-over": fault<Record<string, never>>(
    401,
    1,
    () => `This sign-in link was used already or is too old. "utas sign-in" prints a fresh one.`,
  ),
  forbidden: fault<{ why: string }>(403, 1, ({ why }) => why),
  "not-found": fault<{ path: string }>(404, 1, ({ path }) => `There is nothing at ${path}.`),
  "request-invalid": fault<{ problems: string }>(422, 2, ({ problems }) => `The request does not hold: ${problems}.`),
  "request-unreadable": fault<{ why: string }>(400, 2, ({ why }) => `The request cannot be read: ${why}.`),
  "request-too-large": fault<{ max: number }>(
    413,
    2,
    ({ max }) => `The request is larger than ${max} bytes, which is the most taken here. Send less.`,
  ),
  "media-type-unknown": fault<{ type: string; known: string }>(
    415,
    2,
    ({ type, known }) => `A body of type ${type} is not read here. Send one of: ${known}.`,
  ),
  "too-many-tries": fault<{ seconds: number }>(
    429,
    1,
    ({ seconds }) => `Too many tries. Wait ${seconds} s, then try again.`,
  ),
  internal: fault<{ reference: string }>(
    500,
    1,
    ({ reference }) => `Something went wrong that Utas did not expect. The log has it under ${reference}.`,
  ),
} as const;

export type FaultCode = keyof typeof faults;
type FactsOf<C extends FaultCode> = Parameters<(typeof faults)[C]["says"]>[0];

/** A fault with its facts filled in. `cause` keeps what lies behind it, for the log only. */
export class AppError<C extends FaultCode = FaultCode> extends Error {
  readonly code: C;
  readonly facts: FactsOf<C>;

  constructor(code: C, facts: FactsOf<C>, options?: { cause?: unknown }) {
    const says = faults[code].says as (facts: FactsOf<C>) => string;
    super(says(facts), options);
    this.name = "AppError";
    this.code = code;
    this.facts = facts;
  }

  get status(): number {
    return faults[this.code].status;
  }

  get exit(): 1 | 2 {
    return faults[this.code].exit;
  }
}

/** The sentence of anything thrown: a fault's own, else the error's message. */
export function sentenceOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
