/** Speaks SQL to PostgreSQL: a tagged template becomes a parameterised query, rows come back in camel case. Only connecting is ever repeated. */

import { Pool, type PoolClient, type PoolConfig, types } from "pg";

export interface Query {
  readonly text: string;
  readonly values: readonly unknown[];
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

const isFragment = (value: unknown): value is Fragment => typeof value === "object" && value !== null && query in value;

export interface Db {
  /** Column names come back in camel case; `T` is what the caller selected. */
  rows<T>(query: Query): Promise<T[]>;
  row<T>(query: Query): Promise<T | undefined>;
  /** Whether the statement touched a row: the answer of every guarded update. */
  changed(query: Query): Promise<boolean>;
  /** All or nothing; the function's queries go through the Db it is given. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
}

export interface DbPool extends Db, AsyncDisposable {}

export interface DbOptions {
  readonly connection: PoolConfig;
  /** Connections at most. */
  readonly size: number;
  /** Called when a connection is refused or the server is going down: brings it back, or throws. Null: nobody can. */
  readonly revive: (() => Promise<void>) | null;
  /** Told of errors of idle connections, which the next query meets again. */
  readonly onIdleError: (error: Error) => void;
}

/** bigint comes back as a number: sequence numbers stay far below 2^53. */
types.setTypeParser(types.builtins.INT8, Number);

export function openDb({ connection, size, revive, onIdleError }: DbOptions): DbPool {
  const pool = new Pool({ application_name: "utas", ...connection, max: size });
  pool.on("error", onIdleError);

  const connect = async (): Promise<PoolClient> => {
    try {
      return await pool.connect();
    } catch (error) {
      if (!revive || !isServerGone(error)) throw error;
      await revive();
      return pool.connect();
    }
  };

  const withClient = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await connect();
    const lost = (error: Error) => onIdleError(error);
    client.on("error", lost);
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      if (isServerGone(error)) broken = error as Error;
      throw error;
    } finally {
      client.off("error", lost);
      client.release(broken);
    }
  };

  return {
    rows: (query) => withClient((client) => over(client).rows(query)),
    row: (query) => withClient((client) => over(client).row(query)),
    changed: (query) => withClient((client) => over(client).changed(query)),
    transaction: (work) =>
      withClient(async (client) => {
        await client.query("begin");
        try {
          const result = await work(over(client));
          await client.query("commit");
          return result;
        } catch (error) {
          await client.query("rollback").catch(() => undefined);
          throw error;
        }
      }),
    [Symbol.asyncDispose]: () => pool.end(),
  };
}

function over(client: PoolClient): Db {
  const run = async (query: Query) => client.query({ text: query.text, values: [...query.values] });
  const self: Db = {
    rows: async <T>(query: Query) => (await run(query)).rows.map(camelCased) as T[],
    row: async <T>(query: Query) => (await self.rows<T>(query))[0],
    changed: async (query) => ((await run(query)).rowCount ?? 0) > 0,
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

const goneCodes = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "57P01", "57P02", "57P03"]);

/** The server is away, starting or stopping; on such an error a connection is worth nothing any more. */
export function isServerGone(error: unknown): boolean {
  const code = (error as { code?: string }).code;
  return (code !== undefined && goneCodes.has(code)) || /terminated unexpectedly/.test((error as Error).message ?? "");
}

export const isUniqueViolation = (error: unknown) => (error as { code?: string }).code === "23505";
