/** Asks a person on a terminal: for secrets, unseen, and for a yes. */

import type { Credentials } from "../account/account.ts";
import { AppError } from "../base/errors.ts";

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

/** True: go on. Without a terminal only `--yes` says so; throws `usage` where it is missing. */
export async function confirmed(question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new AppError("usage", { problem: `${question} Nobody is here to ask; say it with --yes.` });
  const { confirm, isCancel } = await import("@clack/prompts");
  const answer = await confirm({ message: question, initialValue: false, output: process.stderr });
  return !isCancel(answer) && answer;
}
