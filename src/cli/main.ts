#!/usr/bin/env node
/** The command line: knows every command by name, loads the one that is asked for, and turns whatever is thrown into a sentence and an exit code. */

import { Command, CommanderError } from "commander";
import { AppError, sentenceOf } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";
import { version } from "./delivered.ts";

interface Entry {
  readonly says: string;
  readonly load: () => Promise<{ readonly define: (command: Command) => Command }>;
}

const commands: Record<string, Entry> = {
  split: { says: "cut an article into a thread for a network's limits, and show it", load: () => import("./split.ts") },
  measure: {
    says: "count a text as each network counts, and say whether it fits",
    load: () => import("./measure.ts"),
  },
  analyze: {
    says: "find an article's sentences, digest, key phrases and hashtags",
    load: () => import("./analyze.ts"),
  },
  publish: { says: "publish an article or a thread file to accounts", load: () => import("./publish.ts") },
  status: { says: "what waits, what is out, what failed and why", load: () => import("./status.ts") },
  top: { says: "what is due, late, on its way, in doubt and failed, kept up to date", load: () => import("./top.ts") },
  history: { says: "every move of a publication: who, why, when", load: () => import("./history.ts") },
  timeline: { says: "what a sandbox account's followers would see", load: () => import("./timeline.ts") },
  hold: { says: "stop a publication for now, between two posts if need be", load: () => import("./hold.ts") },
  cancel: { says: "stop a publication for good, between two posts if need be", load: () => import("./cancel.ts") },
  retry: {
    says: "let a held or failed publication go on at its first post that is not out",
    load: () => import("./retry.ts"),
  },
  move: { says: "give a publication that has not left another time", load: () => import("./move.ts") },
  release: { says: "let go what was held because it was too late, or drop it", load: () => import("./release.ts") },
  approve: { says: "let a publication go that waits for a yes", load: () => import("./approve.ts") },
  reject: { says: "keep a publication back that waits for a yes", load: () => import("./reject.ts") },
  halt: { says: "let nothing leave any more, everywhere or to one network", load: () => import("./halt.ts") },
  resume: { says: "lift a halt", load: () => import("./resume.ts") },
  retract: { says: "take a thread back: remove its posts from the network", load: () => import("./retract.ts") },
  correct: {
    says: "change the words of a post that is out, or reply under its thread",
    load: () => import("./correct.ts"),
  },
  resolve: { says: "say whether a post of unknown fate is out", load: () => import("./resolve.ts") },
  accounts: { says: "connect, list and remove accounts", load: () => import("./accounts.ts") },
  notices: { says: "where notices of trouble go: e-mail, chats, webhooks", load: () => import("./notices.ts") },
  when: { says: "what a time that you type means, and in which zone", load: () => import("./when.ts") },
  import: { says: "publications from a spreadsheet or JSON Lines", load: () => import("./import.ts") },
  export: { says: "every publication as a spreadsheet or JSON Lines", load: () => import("./export.ts") },
  sources: { says: "the folders that articles come from", load: () => import("./sources.ts") },
  slots: { says: "the times of the week at which an account publishes", load: () => import("./slots.ts") },
  rules: {
    says: "rules that publish by themselves: by cron, at slots, or when an article arrives",
    load: () => import("./rules.ts"),
  },
  serve: { says: "run the service: API and workers in one process", load: () => import("./serve.ts") },
  worker: { says: "run workers only", load: () => import("./worker.ts") },
  "sign-in": { says: "print a fresh link to sign in with", load: () => import("./sign-in.ts") },
  settings: { says: "what is set, and where each value came from", load: () => import("./settings.ts") },
  demo: { says: "watch an article become three published threads, without keys", load: () => import("./demo.ts") },
};

const asksForJson = process.argv.includes("--json");

async function run(argv: readonly string[]): Promise<void> {
  const program = new Command("utas")
    .description("Turns articles into threads and publishes them, exactly once and on time.")
    .version(version(), "-V, --version")
    .configureOutput({ outputError: sayWrongUse("utas") })
    .exitOverride();
  const asked = argv.find((word) => !word.startsWith("-"));
  for (const [name, { says, load }] of Object.entries(commands)) {
    const command = new Command(name).description(says).exitOverride();
    program.addCommand(
      name === asked || (asked === "help" && argv.includes(name)) ? settled((await load()).define(command)) : command,
    );
  }
  refuseUnknownHelp(program, argv);
  await program.parseAsync([...argv], { from: "user" });
}

/** `utas help publihs`: the library would answer with the whole help. */
function refuseUnknownHelp(program: Command, argv: readonly string[]): void {
  const words = argv.filter((word) => !word.startsWith("-"));
  const at = words.indexOf("help");
  if (at < 0) return;
  let above = program;
  for (const name of words.filter((_, index) => index !== at)) {
    const below = above.commands.find((one) => one.name() === name);
    if (below) above = below;
    else if (above.commands.length > 0) above.error(`error: unknown command '${name}'${didYouMean(name, above)}`);
    else return;
  }
}

const didYouMean = (name: string, { commands }: Command): string => {
  const found = nearest(
    name,
    commands.map((one) => one.name()),
  );
  return found === null ? "" : `\n(Did you mean ${found}?)`;
};

/** Commands below a command leave by the same door. */
function settled(command: Command, above = "utas"): Command {
  const name = `${above} ${command.name()}`;
  command.exitOverride().configureOutput({ outputError: sayWrongUse(name, command) });
  for (const below of command.commands) settled(below, name);
  return command;
}

/** A mistyped --to would be told as a --to that is missing. Null: every option that was given is known. */
function unknownOption({ options }: Command): string | null {
  const known = options.flatMap(({ long }) => long ?? []);
  const given = argv.flatMap((word) => /^--\w[\w-]*/.exec(word)?.[0] ?? []);
  const word = given.find((one) => !known.includes(one));
  if (word === undefined) return null;
  const found = nearest(word, known);
  return `unknown option '${word}'${found === null ? "" : `\n(Did you mean ${found}?)`}`;
}

/** Commander's own sentence, in the form that the caller reads. */
const sayWrongUse = (name: string, command?: Command) => (said: string, write: (text: string) => void) => {
  const mistyped = said.startsWith("error: required option") && command ? unknownOption(command) : null;
  const problem = mistyped ?? said.replace(/^error: /, "").trim();
  if (asksForJson) write(`${JSON.stringify({ error: { code: "usage", message: problem } })}\n`);
  else write(`utas: ${problem}\n(try "${name} --help")\n`);
};

function exitCodeOf(thrown: unknown): number {
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
  const code = thrown instanceof AppError ? thrown.code : "internal";
  if (asksForJson) process.stderr.write(`${JSON.stringify({ error: { code, message: sentenceOf(thrown) } })}\n`);
  else process.stderr.write(`utas: ${sentenceOf(thrown)}\n`);
  return thrown instanceof AppError ? thrown.exit : 1;
}

// A reader that has seen enough (| head) is no error.
let unread = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (unread) return;
  if (error.code !== "EPIPE" && error.code !== "EIO") throw error;
  unread = true;
  // Who tidies up when told to stop does so now.
  if (process.listenerCount("SIGTERM") === 0) process.exit(0);
  process.emit("SIGTERM");
});

const argv = process.argv.slice(2);
try {
  await run(argv);
} catch (thrown) {
  process.exitCode = exitCodeOf(thrown);
}
