/** Asks for secrets on a terminal, unseen. */

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
