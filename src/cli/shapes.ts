/** One-line forms for people. */

import type { Settings } from "../../config/settings.ts";
import { writtenMoney } from "../base/money.ts";
import type { Cost } from "../platforms/price.ts";
import { zoneNamed } from "../schedule/zone.ts";
import type { Shown } from "../store/publications.ts";
import { entitiesOf, type Look, shownAs } from "../thread/look.ts";

export const sentOf = (shown: Shown) =>
  `${shown.deliveries.filter((one) => one.state === "sent").length} of ${shown.deliveries.length}`;

/** `2026-12-01 09:00:00`, as the clocks on the wall of a zone show it. */
export function short(at: Date | null, zone: string): string {
  if (!at) return "";
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return shown.format(at);
}

/** The promised time, by the clocks of the zone that it was wished in: the account's unless one was named. */
export function dueLine(
  { dueAt, accountZone }: Shown,
  wished: string | undefined,
  settings: Pick<Settings, "zone">,
): string {
  const zone = zoneNamed(wished ?? accountZone ?? settings.zone);
  return `  for ${short(dueAt, zone).slice(0, 16)} ${zone}`;
}

/** What a publication is about, in a few words. */
export function about({ deliveries }: Shown): string {
  const words = (deliveries[0]?.post.text ?? "").replace(/\s+/g, " ").split(" ");
  let line = "";
  for (const word of words) {
    if (line.length + word.length > 36) return `${line || word.slice(0, 36)}…`;
    line = line === "" ? word : `${line} ${word}`;
  }
  return line;
}

/** `1 post`, `2 posts`. */
export const counted = (count: number, thing: string) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** `costs about $0.29 (7 posts, 1 of them with a link)`. */
export const saidOfCost = ({ micros, posts, withLink }: Cost) =>
  `costs about ${writtenMoney(micros)} (${counted(posts, "post")}, ${withLink} of them with a link)`;

/** Where readers see something else than the text that leaves: how its links are shown, and where they must ask for more. */
export function lookLines(text: string, look: Look): string[] {
  const { pieces, folded } = shownAs(text, entitiesOf(text, look), look);
  const links = pieces.filter((one) => one.text !== one.written).map((one) => `shown: ${one.text}`);
  return folded === null ? links : [...links, `readers must ask for more after "${lastWords(folded)}"`];
}

function lastWords(text: string): string {
  const line = text.replace(/\s+/g, " ").trimEnd();
  return line.length <= 40
    ? line
    : `…${[...line]
        .slice(-40)
        .join("")
        .replace(/^\S*\s/, "")}`;
}
