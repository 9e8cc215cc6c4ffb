/** Where people reach the page: UTAS_PUBLIC_URL, else where a service listens; null: none has started here. */

import type { App } from "../app.ts";

export const addressOf = async ({ settings, store }: Pick<App, "settings" | "store">): Promise<string | null> =>
  settings.publicUrl ?? (await store.services.newest()) ?? null;
