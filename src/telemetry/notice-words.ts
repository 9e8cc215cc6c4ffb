/** What a notice says, in plain words: what is wrong, on which account, why, where to look and what to do. Pure; every channel dresses the same words. */

import type { Facts, NoticeKind } from "../store/troubles.ts";

export interface Words {
  /** One line without line breaks. */
  readonly title: string;
  readonly lines: readonly string[];
  /** Where to look; null: the service has no address that people use. */
  readonly link: string | null;
  readonly todo: string;
  /** The same for programs. */
  readonly data: WordsData;
}

export interface WordsData {
  readonly kind: string;
  readonly count: number;
  readonly items: readonly Readonly<Record<string, string | number | null>>[];
}

export interface Told {
  readonly kind: NoticeKind;
  /** Of all, of which `troubles` are the first. */
  readonly count: number;
  readonly troubles: readonly { readonly subject: string; readonly facts: Facts }[];
}

export interface Place {
  /** IANA zone of the times it names. */
  readonly zone: string;
  readonly publicUrl: string | null;
}

interface Item {
  readonly id: string;
  readonly facts: Facts;
  /** A fact as a line of text, "" when there is none. */
  readonly say: (name: string) => string;
}

type Saying = Pick<Words, "title" | "lines" | "todo"> & { readonly path?: string };

/** What a person may read: one line, no control characters, not endless. What articles, networks and people wrote goes through here. */
export function oneLine(text: string, max = 300): string {
  const line = text
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .replace(/\p{Surrogate}/gu, "�")
    .trim();
  const units = [...line];
  return units.length > max
    ? `${units
        .slice(0, max - 1)
        .join("")
        .trimEnd()}…`
    : line;
}

export function wordsFor(told: Told, { zone, publicUrl }: Place): Words {
  const items = told.troubles.map(({ subject, facts }): Item => {
    const say = (name: string) => oneLine(String(facts[name] ?? ""), 300);
    return { id: subject, facts, say };
  });
  const [first] = items;
  if (!first) throw new Error("a notice tells of nothing");
  const { title, lines, todo, path } = sayings[told.kind](first, { items, count: told.count, zone });
  return {
    title: oneLine(title, 200),
    lines: lines.filter(Boolean),
    todo,
    link: publicUrl && path !== undefined ? publicUrl + path : null,
    data: { kind: told.kind, count: told.count, items: items.map(({ id, facts }) => ({ id, ...facts })) },
  };
}

interface All {
  readonly items: readonly Item[];
  readonly count: number;
  readonly zone: string;
}

const sayings: Record<NoticeKind, (first: Item, all: All) => Saying> = {
  failed: (first, { items, count }) => ({
    title:
      count > 1
        ? `${count} publications failed on ${accountOf(first)}`
        : sent(first) > 0
          ? `Partly sent: ${outOf(first)} of ${quoted(first)} are out on ${accountOf(first)}`
          : `Failed: ${quoted(first)} on ${accountOf(first)}`,
    lines: [
      why(first),
      ...items.map((one) => `${one.id}  ${quoted(one)}: ${outOf(one)} out`),
      andMore(items, count, "utas status --failed"),
    ],
    todo: `When the reason is mended: ${command("retry", items, count)} goes on at the first post that is not out. ${
      items.some((one) => sent(one) > 0) ? `To take back what is out: ${command("retract", items, count)}. ` : ""
    }To leave it: ${command("cancel", items, count)}.`,
    ...pathOf(items, count),
  }),

  uncertain: (first, { items, count }) => ({
    title: `Is it out? A post of ${quoted(first)} on ${accountOf(first)}`,
    lines: [
      why(first),
      ...items.map(
        (one) => `${one.id}  ${quoted(one)}: ${outOf(one)} surely out; of the next one the network never told`,
      ),
    ],
    todo: `Look at the account. If the post is there: utas resolve ${first.id} --sent URL. If it is not: utas resolve ${first.id} --not-sent. Until then the thread waits, so that nothing goes out twice.`,
    ...pathOf(items, count),
  }),

  late: (first, { items, count, zone }) => {
    const dropped = items.filter((one) => one.facts.state === "cancelled").length;
    const accounts = new Set(items.map(accountOf)).size;
    const on = accounts === 1 ? accountOf(first) : `${accounts} accounts`;
    const what = dropped === items.length ? "dropped" : dropped === 0 ? "held" : "held or dropped";
    const subject = count > 1 ? `${count} publications on ${on} are` : `${quoted(first)} on ${on} is`;
    return {
      title: `Too late: ${subject} ${what}`,
      lines: [
        ...items.map(
          (one) =>
            `${one.id}  ${accountOf(one)}  due ${time(one.say("dueAt"), zone)} (${zone})  ${quoted(one)}${one.say("reason") ? `: ${one.say("reason")}` : ""}`,
        ),
        andMore(items, count, "utas status"),
      ],
      todo:
        dropped === items.length
          ? `They were dropped by their late policy and will not go. To send one all the same, publish it anew.`
          : "Let them go: utas release (it asks first; --spaced 10m lets them go one after another, --slots into the next free slots, --drop cancels them).",
      ...pathOf(items, count),
    };
  },

  "account-broken": (first) => ({
    title: `Account stopped: ${accountOf(first)} is ${first.say("state")}`,
    lines: [why(first), waitingFor(first)],
    todo: `When that is mended: utas accounts reconnect ${typed(first.say("account"))} (with --credentials FILE for new keys). What waits goes on then.`,
    path: "/board",
  }),

  "source-broken": (first) => ({
    title: `Source broken: ${first.say("source")}`,
    lines: [why(first), first.say("address") && `It is ${first.say("address")}.`],
    todo: `Articles from there do not arrive until it is mended. To look again at once: utas sources collect ${first.id}.`,
  }),

  "rule-starved": (first, { zone }) => ({
    title: `Rule starved: ${first.say("rule") || first.id} finds nothing to publish`,
    lines: [`It has taken no article since ${time(first.say("fedAt"), zone)} (${zone}), and fires on.`],
    todo: `See what it looked at: utas rules history ${typed(first.say("rule") || first.id)}; and what each filter took or left: utas rules run ${typed(first.say("rule") || first.id)} --dry-run.`,
  }),

  approval: (first, { items, count, zone }) => {
    const rule = first.say("rule");
    return {
      title:
        count > 1
          ? `${count} publications${rule && ` of the rule ${rule}`} wait for approval`
          : `Waits for approval: ${quoted(first)} on ${accountOf(first)}`,
      lines: [
        rule && count === 1 && `The rule ${rule} made it.`,
        why(first),
        ...items.map(
          (one) => `${one.id}  ${accountOf(one)}  due ${time(one.say("dueAt"), zone)} (${zone})  ${quoted(one)}`,
        ),
        andMore(items, count, "utas status"),
      ].filter((line) => line !== false),
      todo: `Read it: utas status ${first.id}. Then: ${command("approve", items, count)}, or ${command("reject", items, count)} --reason R.`,
      ...pathOf(items, count),
    };
  },

  halt: (first, { zone }) => {
    const scope = first.say("scope");
    const what =
      scope === "everywhere"
        ? "Everything is halted"
        : scope === "platform"
          ? `Halted: all accounts on ${first.say("halted")}`
          : `Paused: the account ${first.say("halted")}`;
    const lift =
      scope === "everywhere"
        ? "utas resume"
        : scope === "platform"
          ? `utas resume --platform ${first.say("halted")}`
          : `utas accounts resume ${typed(first.say("halted"))}`;
    const until = first.say("until");
    return {
      title: `${what}${until ? ` until ${time(until, zone)} (${zone})` : ""}`,
      lines: [why(first), `By ${first.say("actor")}. Nothing leaves there, threads half sent included.`],
      todo: `To let it go on: ${lift}. What became too late meanwhile is judged by its late policy.`,
      path: "/board",
    };
  },

  disk: (first) => ({
    title: `The disk is nearly full on ${first.say("host")}`,
    lines: [
      `${first.say("free")} MB are free under ${first.say("folder")}; below ${first.say("floor")} MB (UTAS_DISK_FLOOR) nothing is sent from there, so that the database can still write down what it does.`,
    ],
    todo: "Make room on that disk. Sending goes on by itself as soon as there is enough.",
  }),
};

/** A name as a shell takes it. */
const typed = (name: string) => (/^[\w@.:-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`);

const sent = ({ facts }: Item) => Number(facts.sent ?? 0);
const outOf = ({ facts }: Item) => `${facts.sent ?? 0} of ${facts.of ?? 0} posts`;
const accountOf = ({ say }: Item) => `${say("account")} (${say("platform")})`;
const quoted = ({ facts }: Item) => `"${oneLine(String(facts.about ?? ""), 60) || "…"}"`;

function why({ say }: Item): string {
  const reason = say("reason");
  return reason && `Why: ${reason}${/[.!?…]$/.test(reason) ? "" : "."}`;
}

const waitingFor = ({ facts }: Item) => {
  const waiting = Number(facts.waiting ?? 0);
  return waiting === 0 ? "" : `${waiting} ${waiting === 1 ? "publication waits" : "publications wait"} for it.`;
};

const andMore = (items: readonly Item[], count: number, where: string) =>
  count > items.length ? `and ${count - items.length} more: ${where}` : "";

const command = (verb: string, items: readonly Item[], count: number) =>
  `utas ${verb} ${count === 1 ? (items[0]?.id ?? "ID") : "ID"}`;

/** The page of one publication, else the board. */
const pathOf = (items: readonly Item[], count: number) => ({
  path: count === 1 && items[0] ? `/api/publications/${items[0].id}` : "/board",
});

function time(instant: string, zone: string): string {
  const at = new Date(instant);
  if (Number.isNaN(at.getTime())) return "no time";
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" }).format(at);
}
