/** Refuses text that no database and no network takes, wherever in a request it stands: a NUL character, half of a character. */

import type { FastifyRequest } from "fastify";
import { AppError } from "../base/errors.ts";
import { isBroken } from "../base/text.ts";

/** Throws `request-invalid`, naming the field. A body that is one text is an article, and is read (and refused) as such. */
export async function refuseBrokenText({ body, query, params }: FastifyRequest): Promise<void> {
  const open: [name: string, value: unknown][] = Object.entries({ body, query, params }).filter(
    ([, value]) => typeof value === "object",
  );
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, value] = next;
    if (typeof value === "string" && isBroken(value))
      throw new AppError("request-invalid", { problems: `${name} holds a NUL character, or half of a character` });
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) continue;
    const prefix = ["body", "query", "params"].includes(name) ? "" : `${name}.`;
    for (const [key, inner] of Object.entries(value)) open.push([`${prefix}${key}`, inner]);
  }
}
