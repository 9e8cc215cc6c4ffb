/** A time of day in a person's words: `09:00`, `9.00`, `7am`, `jam 7 malam`, `pukul 19.30`, `noon`. */

export interface Clock {
  readonly hour: number;
  readonly minute: number;
  /** The words around it. */
  readonly rest: string;
}

/** Parts of the day that say which half of it is meant, and from which hour (of twelve) they do. */
const halves: Readonly<Record<string, (hour: number) => number>> = {
  am: (hour) => hour % 12,
  pm: (hour) => (hour % 12) + 12,
  pagi: (hour) => hour,
  siang: (hour) => (hour < 6 ? hour + 12 : hour),
  sore: (hour) => (hour < 12 ? hour + 12 : hour),
  petang: (hour) => (hour < 12 ? hour + 12 : hour),
  // "jam 12 malam" is the midnight at which that night ends; which day that is, only the speaker knows.
  malam: (hour) => (hour >= 5 && hour < 12 ? hour + 12 : hour),
  morning: (hour) => hour,
  afternoon: (hour) => (hour < 12 ? hour + 12 : hour),
  evening: (hour) => (hour < 12 ? hour + 12 : hour),
};

const half = "am|pm|pagi|siang|sore|petang|malam|in the morning|in the afternoon|in the evening";
const intro = "(?:(?<![\\p{L}'])(?:jam|pukul|pkl\\.?|pk\\.?|at|@) ?)";
/** With minutes, or a bare hour that something beside it marks as one. */
const forms = [
  new RegExp(`(?<![\\d./:-])${intro}?(\\d{1,2})[:.](\\d{2})(?::00)? ?(${half})?(?![\\d./:\\p{L}-])`, "u"),
  new RegExp(`(?<![\\d./:-])${intro}?(\\d{1,2})() ?(${half})(?![\\d./:\\p{L}-])`, "u"),
  new RegExp(`(?<![\\p{L}])${intro}(\\d{1,2})()()(?![\\d./:\\p{L}-])`, "u"),
];

/** `besok malam jam 7`: the part of the day may stand before the time. */
const dayPart = /\b(pagi|siang|sore|petang|malam|morning|afternoon|evening)(?: ini)? ?,? ?$/;

/** Null: there is none, or one that no clock shows. `text` in lower case. */
export function clockOf(text: string): Clock | null {
  const noon = /\b(?:noon|tengah hari)\b/.exec(text);
  if (noon) return { hour: 12, minute: 0, rest: text.replace(noon[0], " ") };
  for (const form of forms) {
    // Of "1.12 09.00" the last one is the time.
    const match = [...text.matchAll(new RegExp(form.source, "gu"))].at(-1);
    if (!match) continue;
    const said = Number(match[1]);
    const before = text.slice(0, match.index);
    const part = match[3]?.replace("in the ", "") || dayPart.exec(before)?.[1];
    const twelve = part === "am" || part === "pm";
    if (twelve && (said < 1 || said > 12)) return null;
    const hour = part ? (halves[part]?.(said) ?? said) : said;
    const minute = Number(match[2] || 0);
    if (hour > 23 || minute > 59 || (part === "malam" && said === 12)) return null;
    return { hour, minute, rest: `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}` };
  }
  return null;
}
