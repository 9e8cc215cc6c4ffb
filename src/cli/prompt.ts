/** Asks a person on a terminal: for secrets, unseen, and for a yes. */

import type { Credentials } from "../account/account.ts";
import { AppError } from "../base/errors.ts";
import type { Asker } from "./walk.ts";

interface SecretField {
  readonly name: string;
  readonly label: string;
}

/** Throws `credentials-invalid` where there is no terminal to ask on, or nothing was answered. */
export async function askForCredentials(platform: string, fields: readonly SecretField[]): Promise<Credentials> {
  if (!process.stdin.isTTY)
    throw new AppError("credentials-invalid", {
      platform,
      problem: `give ${fields.map((field) => field.name).join(", ")} as JSON with --credentials FILE, or --credentials - for standard input`,
    });
  const { isCancel, password } = await import("@clack/prompts");
  const answers: Record<string, string> = {};
  for (const { name, label } of fields) {
    const answer = await password({
      message: `${platform}: ${label}`,
      validate: (value) => (value?.trim() ? undefined : "Needed."),
    });
    if (isCancel(answer)) throw new AppError("credentials-invalid", { platform, problem: "nothing was given" });
    answers[name] = answer.trim();
  }
  return answers;
}

/** Null where nobody can be asked. Questions go to standard error. */
export const terminal = (): Asker | null =>
  process.stdin.isTTY && process.stderr.isTTY
    ? {
        async text(message, placeholder, refuses) {
          const { text } = await import("@clack/prompts");
          const validate = (value: string | undefined) => refuses(value?.trim() ?? "") ?? undefined;
          return answered(await text({ message, placeholder, validate, output: process.stderr }));
        },
        async secret(question, optional) {
          const { password } = await import("@clack/prompts");
          const message = optional ? `${question} (Enter: none)` : question;
          const validate = (value: string | undefined) => (optional || value?.trim() ? undefined : "Needed.");
          return answered(await password({ message, validate, output: process.stderr }));
        },
        async choice(message, answers) {
          const { select } = await import("@clack/prompts");
          const asked = await select<string>({ message, options: [...answers], output: process.stderr });
          const given = answered(asked);
          const found = answers.find(({ value }) => value === given);
          if (!found) throw stopped();
          return found.value;
        },
      }
    : null;

/** Ctrl-C is a symbol, an empty answer may be nothing at all. Throws `usage` for the first. */
function answered(answer: string | symbol | undefined): string {
  if (typeof answer === "symbol") throw stopped();
  return (answer ?? "").trim();
}

const stopped = () => new AppError("usage", { problem: "Stopped at your wish; nothing was stored." });

/** True: go on. Without a terminal only `--yes` says so; throws `usage` where it is missing. */
export async function confirmed(question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new AppError("usage", { problem: `${question} Nobody is here to ask; say it with --yes.` });
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message: question, initialValue: false, output: process.stderr });
  return !isCancel(answer) && answer;
}
