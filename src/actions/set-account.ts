/** Changes an account: its name, its zone, its cap and every option. What its network must agree to is proven with one call before it is stored. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { KeptAccount } from "../store/rows.ts";
import { checkConnection, prove } from "./connect.ts";
import { signInAccount } from "./sign-in-account.ts";

type Parts = Pick<App, "store" | "vault" | "line" | "clock" | "settings">;

export interface Wanted {
  readonly handle?: string | undefined;
  /** Empty: the newsroom's. */
  readonly zone?: string | undefined;
  /** An option of an empty value is forgotten. */
  readonly options: Readonly<Record<string, string>>;
  /** Null: no cap. */
  readonly monthlyCapMicros?: number | null | undefined;
}

/** Throws `account-unknown`, `account-handle-taken`, `account-other`, `option-invalid`, `zone-unknown`, or why its network could not be asked. */
export async function setAccount(app: Parts, name: string, wanted: Wanted): Promise<KeptAccount> {
  const account = await app.store.accounts.get(name);
  const options = Object.fromEntries(
    Object.entries({ ...account.options, ...wanted.options }).filter(([, value]) => value !== ""),
  );
  const checked = checkConnection({
    platform: account.platform,
    handle: wanted.handle ?? account.handle,
    options,
    monthlyCapMicros: wanted.monthlyCapMicros,
    ...(wanted.zone && { zone: wanted.zone }),
  });
  const own = new Set(checked.platform.fields.map((field) => field.name));
  const asksNetwork = Object.entries(wanted.options).some(
    ([option, value]) => own.has(option) && (account.options[option] ?? "") !== value,
  );
  const proven = asksNetwork ? await proveAnew(app, { ...account, options }) : {};
  await app.store.accounts.set(account.id, {
    handle: wanted.handle === undefined ? undefined : checked.handle,
    zone: wanted.zone === undefined ? undefined : checked.zone,
    options: wanted.options,
    monthlyCapMicros: wanted.monthlyCapMicros,
    ...proven,
  });
  return app.store.accounts.get(account.id);
}

async function proveAnew(app: Parts, account: KeptAccount) {
  const signedIn = await signInAccount(app, account);
  const { login } = signedIn.kind === "ready" ? signedIn : { login: null };
  const credentials = login?.credentials ?? {};
  const { identity, limits } = await prove(app, account, credentials, login?.session ?? null);
  if (account.identity && account.identity.id !== identity.id)
    throw new AppError("account-moved", { handle: account.handle, was: account.identity.name, is: identity.name });
  return { identity, limits };
}
