/** What every wish of a person shares: a move that was not possible is answered with the state that stood in its way. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { type Move, moves, type State } from "../publication/moves.ts";
import type { Granted } from "../store/wishes.ts";

/** What a person calls a move. */
const said: Partial<Record<Move, string>> = { schedule: "retry" };
/** Done already: who wishes it again has it. */
const same: ReadonlySet<Move> = new Set(["hold", "cancel", "approve"]);
/** Not made by anything yet, so nothing to tell a person about. */
const unseen: ReadonlySet<State> = new Set(["draft"]);

/** Stopped already: who wishes it again has it. Throws `publication-unknown`, `taken-back` or `move-refused`. */
export async function granted(
  { store }: Pick<App, "store">,
  move: Move,
  id: string,
  asked: Promise<Granted | undefined>,
): Promise<Granted> {
  const wish = await asked;
  if (wish) return wish;
  const { state, deliveries, bell } = await store.publications.get(id);
  if (same.has(move) && state === moves[move].to) return { id, bell, state, wished: false };
  if (move === "schedule" && deliveries.some((one) => one.state === "removed"))
    throw new AppError("taken-back", { id });
  const from = moves[move].from.filter((one) => !unseen.has(one)).join(", ");
  throw new AppError("move-refused", { id, move: said[move] ?? move, state, from });
}
