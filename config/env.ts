/** The only reader of the environment: a name gives its value and where it came from; NAME_FILE gives the content of a file, for secrets. */

import { readFileSync } from "node:fs";

/** An account's credentials as JSON, for one command; no setting of Utas. */
export const credentialsVariable = "UTAS_CREDENTIALS";

export interface Found {
  readonly value: string;
  /** "environment", or the file that the _FILE variable names. */
  readonly from: string;
}

export interface Environment {
  /** Undefined: not set, or empty. Throws an Error with a plain sentence when NAME_FILE cannot be read or both are set. */
  find(name: string): Found | undefined;
  /** Every name that is set and begins with `prefix`. */
  names(prefix: string): string[];
}

export function environment(env: Readonly<Record<string, string | undefined>> = process.env): Environment {
  return {
    find(name) {
      const value = env[name]?.trim();
      const file = env[`${name}_FILE`]?.trim();
      if (value && file) throw new Error(`${name} and ${name}_FILE are both set; keep one`);
      if (value) return { value, from: "environment" };
      if (!file) return undefined;
      try {
        const content = readFileSync(file, "utf8").trim();
        return content ? { value: content, from: file } : undefined;
      } catch (cause) {
        throw new Error(`${name}_FILE names ${file}, which cannot be read (${(cause as Error).message})`, { cause });
      }
    },
    names: (prefix) => Object.keys(env).filter((name) => name.startsWith(prefix) && env[name]?.trim()),
  };
}

/** What a program that we start is given: where the system's parts are, and one locale and time zone wherever it runs. */
export const bareEnvironment = ({ PATH, SystemRoot, TEMP } = process.env) => ({
  PATH,
  SystemRoot,
  TEMP,
  LC_ALL: "C",
  TZ: "UTC",
});
