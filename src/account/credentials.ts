/** What a person hands in to connect an account: a JSON object -> the network's fields, parted into what is sealed and what is not. */

import { AppError } from "../base/errors.ts";
import type { Account, Credentials } from "./account.ts";

interface Field {
  readonly name: string;
  readonly secret: boolean;
  readonly required: boolean;
  readonly instead?: string;
  readonly refuses?: (value: string) => string | null;
}

interface Asking {
  readonly id: string;
  readonly fields: readonly Field[];
}

export interface HandedIn {
  readonly credentials: Credentials;
  readonly options: Account["options"];
}

/** Throws `credentials-invalid`, which names the field and never its value. What is no secret may be given elsewhere, so it may be missing here. */
export function parseCredentials({ id: platform, fields }: Asking, json: string): HandedIn {
  const invalid = (problem: string) => new AppError("credentials-invalid", { platform, problem });
  const names = fields.map(({ name }) => name);
  const values = objectIn(json);
  if (!values) throw invalid(`they are not a JSON object${shapeOf(fields)}`);

  const unknown = Object.keys(values).filter((name) => !names.includes(name));
  if (unknown.length > 0)
    throw invalid(`${unknown.map(quoted).join(", ")} is not asked for; the fields are ${names.join(", ") || "none"}`);

  const isBlank = (name: string): boolean => {
    const given = values[name] ?? "";
    return typeof given === "string" && given.trim() === "";
  };
  const missing = fields.filter(
    ({ name, required, secret, instead }) => isBlank(name) && required && secret && !(instead && values[instead]),
  );
  if (missing.length > 0)
    throw invalid(`${missing.map(({ name }) => name).join(", ")} ${missing.length === 1 ? "is" : "are"} missing`);

  const handedIn = { credentials: {} as Record<string, string>, options: {} as Record<string, string> };
  for (const { name, secret, refuses } of fields) {
    const given = values[name] ?? "";
    if (typeof given !== "string") throw invalid(`${name} should be a text in quotes`);
    const value = given.trim();
    if (!value) continue;
    if (secret && /\p{Cc}/u.test(value))
      throw invalid(`${name} holds a line break or another control character; give it on one line`);
    const refusal = refuses?.(value);
    if (refusal) throw invalid(`${name} ${refusal}`);
    handedIn[secret ? "credentials" : "options"][name] = value;
  }
  return handedIn;
}

/** What is asked for at least, as it should look. */
function shapeOf(fields: readonly Field[]): string {
  const needed = fields.filter(({ required, secret }) => required && secret).map(({ name }) => `"${name}": "…"`);
  return needed.length > 0 ? `, as { ${needed.join(", ")} }` : "";
}

/** The parser's own words quote what it stumbled over, so they go no further. */
function objectIn(json: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(json.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** Whoever mistakes a value for a name should not find it in a log: whole is told only what can be a name. */
const quoted = (name: string) => JSON.stringify(/^[a-z_]{1,20}$/i.test(name) ? name : `${name.slice(0, 3)}…`);
