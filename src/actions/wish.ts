/** What every wish of a person shares: a move that was not possible is answered with the state that stood in its way. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { type Move, moves } from "../publication/moves.ts";
import type { Granted } from "../store/wishes.ts";

/** Throws `publication-unknown`, `taken-back` or `move-refused`. */
export async function granted(
  { store }: Pick<App, "store">,
  move: Move,
  id: string,
  asked: Promise<Granted | undefined>,
): Promise<Granted> {
  const wish = await asked;
  if (wish) return wish;
  const { state, deliveries } = await store.publications.get(id);
  if (move === "schedule" && deliveries.some((one) => one.state === "removed"))
    throw new AppError("taken-back", { id });
  throw new AppError("move-refused", { id, move, state, from: moves[move].from.join(", ") });
}
