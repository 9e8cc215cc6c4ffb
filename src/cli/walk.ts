/** Walks a person through what connecting an account needs: what was given already -> what was asked for and answered. Without a person there, it says what is missing. */

import type { Credentials } from "../account/account.ts";
import { checkConnection } from "../actions/connect.ts";
import { AppError } from "../base/errors.ts";
import { type Field, fieldsOf, type Platform } from "../platforms/platform.ts";

/** Asks one thing; answers are trimmed. */
export interface Asker {
  /** `refuses`: the sentence that says what would be right; null: it fits. */
  text(question: string, example: string, refuses: (value: string) => string | null): Promise<string>;
  /** Nothing of the answer is shown. `optional`: it may be left empty. */
  secret(question: string, optional: boolean): Promise<string>;
  choice<T extends string>(question: string, answers: readonly { value: T; label: string }[]): Promise<T>;
}

export interface Given {
  readonly handle: string | undefined;
  readonly options: Readonly<Record<string, string>>;
  readonly zone: string | undefined;
  /** Null: none were handed in. */
  readonly credentials: Credentials | null;
  /** Leave is to be given at the network's own page. */
  readonly authorize: boolean;
}

export interface Walked extends Given {
  readonly handle: string;
}

/** `asker`: null where nobody can be asked. Throws `usage`, `credentials-invalid`, or what `checkConnection` finds wrong, before a secret is asked for. */
export async function walk(platform: Platform, given: Given, asker: Asker | null): Promise<Walked> {
  const handle = given.handle ?? (await asker?.text(`${platform.label}: the account's name there`, "redaksi", filled));
  if (handle === undefined)
    throw new AppError("usage", { problem: "The account's name is missing. Give it with --handle." });
  const options = { ...given.options };
  for (const { name, label, example, refuses } of missing(platform, options))
    if (asker) options[name] = await asker.text(`${platform.label}: ${label}`, example, refusing(refuses));
  checkConnection({ platform: platform.id, handle, options, ...(given.zone && { zone: given.zone }) });
  const walked = { ...given, handle, options };
  return given.credentials ? walked : { ...walked, ...(await walkSecrets(platform, given.authorize, asker)) };
}

/** What an account proves itself with: keys, or where the network has a page for it, what names the app there. */
export async function walkSecrets(
  platform: Platform,
  authorize: boolean,
  asker: Asker | null,
): Promise<Pick<Given, "credentials" | "authorize">> {
  const { label, authorizing } = platform;
  const keys = platform.fields.filter(({ secret, required }) => secret && required);
  if (keys.length === 0) return { credentials: null, authorize };
  const atPage = authorize || (authorizing !== undefined && asker !== null && (await wantsPage(platform, asker)));
  const asked = atPage && authorizing ? appFields(platform) : keys;
  if (!asker) throw new AppError("credentials-invalid", { platform: label, problem: howToGive(asked) });
  const credentials: Record<string, string> = {};
  for (const { name, label: what, required } of asked) {
    const answer = await asker.secret(`${label}: ${what}`, !required && name !== authorizing?.app);
    if (answer) credentials[name] = answer;
  }
  return { credentials, authorize: atPage };
}

const wantsPage = async ({ label, fields }: Platform, asker: Asker): Promise<boolean> => {
  const keys = fields.filter(({ secret, required }) => secret && required).map((field) => field.label);
  const answer = await asker.choice(`${label}: how do you want to connect?`, [
    { value: "page", label: `Say yes at ${label}'s own page (OAuth 2)` },
    { value: "keys", label: `With keys that you have: ${keys.join(", ")}` },
  ]);
  return answer === "page";
};

const appFields = ({ fields, authorizing }: Platform): readonly Field[] =>
  fields.filter(({ name }) => name === authorizing?.app || name === authorizing?.appSecret);

const missing = (platform: Platform, options: Readonly<Record<string, string>>): readonly Field[] =>
  fieldsOf(platform).filter(({ name, secret, required }) => required && !secret && !options[name]);

const howToGive = (fields: readonly Field[]): string =>
  `give ${fields.map(({ name }) => name).join(", ")} as JSON with --credentials FILE, or --credentials - for standard input`;

const filled = (value: string): string | null => (value ? null : "it is needed");

const refusing =
  (refuses: Field["refuses"]) =>
  (value: string): string | null =>
    filled(value) ?? refuses?.(value) ?? null;
