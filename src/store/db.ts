/** Speaks SQL to PostgreSQL: a tagged template becomes a parameterised query, rows come back in camel case. Only connecting is ever repeated. */

import { createHash } from "node:crypto";
import { Pool, type PoolClient, type PoolConfig, types } from "pg";

export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
  /** Planned once a connection, under this name. */
  readonly name?: string;
}

const query = Symbol("query");
interface Fragment extends Query {
  readonly [query]: true;
  readonly parts: readonly string[];
}

/** `sql\`select ${value}\``: values become parameters; a fragment inside a fragment is spliced. */
export function sql(parts: TemplateStringsArray, ...given: readonly unknown[]): Fragment {
  const texts: string[] = [parts[0] ?? ""];
  const values: unknown[] = [];
  const append = (text: string) => {
    texts[texts.length - 1] += text;
  };
  given.forEach((value, index) => {
    if (isFragment(value)) {
      append(value.parts[0] ?? "");
      value.values.forEach((inner, at) => {
        values.push(inner);
        texts.push(value.parts[at + 1] ?? "");
      });
      append(parts[index + 1] ?? "");
    } else {
      values.push(value);
      texts.push(parts[index + 1] ?? "");
    }
  });
  const text = texts.reduce((all, part, index) => `${all}$${index}${part}`);
  return { [query]: true, parts: texts, values, text };
}

/** For a statement that every post needs, always in the same words: planning it takes longer than doing it. */
export const often = ({ text, values }: Query): Query => ({
  text,
  values,
  name: createHash("sha1").update(text).digest("base64url"),
});

const isFragment = (value: unknown): value is Fragment => typeof value === "object" && value !== null && query in value;

export interface Db {
  /** Column names come back in camel case; `T` is what the caller selected. */
  rows<T>(query: Query): Promise<T[]>;
  row<T>(query: Query): Promise<T | undefined>;
  /** Whether the statement touched a row: the answer of every guarded update. */
  changed(query: Query): Promise<boolean>;
  /** For statements whose answer nobody needs; without values they may be several, parted by semicolons. */
  run(query: Query): Promise<void>;
  /** All or nothing; the function's queries go through the Db it is given. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

export interface DbPool extends Db, AsyncDisposable {}

export interface PoolOptions {
  readonly connection: PoolConfig;
  /** Connections at most. */
  readonly size: number;
  /** Told of errors of idle connections, which the next query meets again. */
  readonly onIdleError: (error: Error) => void;
}

export interface DbOptions extends PoolOptions {
  /** Called when a connection is refused or the server is going down: brings it back, or throws. Null: nobody can. */
  readonly revive: (() => Promise<void>) | null;
}

/** bigint comes back as a number: counts and sequence numbers stay far below 2^53. Other pools of this process keep pg's way. */
const ourTypes: typeof types.getTypeParser = (id: number, format?: "text" | "binary") =>
  id === types.builtins.INT8 && format !== "binary" ? Number : types.getTypeParser(id, format as "text");

/** A full pool or a server that says nothing is an error after this long, never a wait without end. */
const connectsWithinMs = 30_000;

/** A bare pool, for the queue; a connection that is lost in use or idle never ends the process. */
export function openPool({ connection, size, onIdleError }: PoolOptions): Pool {
  const pool = new Pool({
    application_name: "utas",
    connectionTimeoutMillis: connectsWithinMs,
    ...connection,
    max: size,
  });
  pool.on("error", onIdleError);
  pool.on("connect", (client) => client.on("error", () => undefined));
  return pool;
}

export function openDb({ connection, size, revive, onIdleError }: DbOptions): DbPool {
  const pool = openPool({ connection: { types: { getTypeParser: ourTypes }, ...connection }, size, onIdleError });

  /** `begin` is repeated, and so must have no effect by itself: it finds out whether an idle connection was lost, as all of the pool's may be. */
  const connect = async (begin?: (client: PoolClient) => Promise<unknown>): Promise<PoolClient> => {
    for (let again = 0; ; again++) {
      let client: PoolClient | undefined;
      try {
        client = await pool.connect();
        await begin?.(client);
        return client;
      } catch (error) {
        client?.release(error as Error);
        if (!isServerGone(error) || again > size || !(client || revive)) throw error;
        if (!client) await revive?.();
      }
    }
  };

  const withClient = async <T>(
    work: (client: PoolClient) => Promise<T>,
    begin?: (client: PoolClient) => Promise<unknown>,
  ): Promise<T> => {
    const client = await connect(begin);
    let lost: Error | undefined;
    const lose = (error: Error) => {
      lost ??= error;
    };
    client.on("error", lose);
    try {
      return await work(client);
    } catch (error) {
      if (isServerGone(error)) lose(error as Error);
      throw error;
    } finally {
      client.off("error", lose);
      client.release(lost);
    }
  };

  return {
    rows: (query) => withClient((client) => over(client).rows(query)),
    row: (query) => withClient((client) => over(client).row(query)),
    changed: (query) => withClient((client) => over(client).changed(query)),
    run: (query) => withClient((client) => over(client).run(query)),
    transaction: (work) =>
      withClient(
        async (client) => {
          try {
            const result = await work(over(client));
            await client.query("commit");
            return result;
          } catch (error) {
            // A client that cannot roll back must not reach the next one who asks; an error event closes it.
            await client.query("rollback").catch((failed) => client.emit("error", failed));
            throw error;
          }
        },
        (client) => client.query("begin"),
      ),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function over(client: PoolClient): Db {
  const ask = async (query: Query) => {
    try {
      return await client.query({ ...query, values: [...query.values] });
    } catch (error) {
      // The statement helps whoever reads the log; its values may be secret.
      throw Object.assign(error as Error, { statement: query.text });
    }
  };
  const self: Db = {
    rows: async <T>(query: Query) => (await ask(query)).rows.map(camelCased) as T[],
    row: async <T>(query: Query) => (await self.rows<T>(query))[0],
    changed: async (query) => ((await ask(query)).rowCount ?? 0) > 0,
    run: async (query) => void (await ask(query)),
    transaction: (work) => work(self),
  };
  return self;
}

const camelCased = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );

const goneCodes = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOENT", "57P01", "57P02", "57P03"]);
/** What pg says of a connection that ended under it, without a code. */
const goneMessage = /terminated unexpectedly|Connection terminated|not queryable/;

/** The server is away, starting or stopping; on such an error a connection is worth nothing any more. */
export function isServerGone(error: unknown): boolean {
  const { code, message = "" } = error as { code?: string; message?: string };
  return (code !== undefined && goneCodes.has(code)) || goneMessage.test(message);
}

export const isUniqueViolation = (error: unknown) => (error as { code?: string }).code === "23505";
