/** Notices by e-mail: what a message looks like, the handing over to the operator's server, and what its answer means. */

import { hostname } from "node:os";
import type { NodemailerError } from "nodemailer";
import type { CallContext } from "../platforms/platform.ts";
import type { Message } from "./message.ts";
import type { Receipt } from "./receipt.ts";

export interface MailServer {
  /** smtp:// or smtps://, with user and password where it wants them. */
  readonly url: string;
  readonly from: string | null;
}

export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  readonly date: Date;
  readonly headers: Readonly<Record<string, string>>;
}

const isAddress = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text);

export function senderOf({ url, from }: MailServer): string {
  const user = decoded(new URL(url).username);
  return from ?? (isAddress(user) ? user : `utas@${hostname()}`);
}

/** One message id a letter: a server that has had it, and a reader's mailbox, know a repeat. */
export function mailOf(
  { id, raisedAt, words, text }: Message & { readonly text: string },
  to: readonly string[],
  server: MailServer,
): Mail {
  const from = senderOf(server);
  return {
    from,
    to,
    subject: `[Utas] ${words.title}`,
    text,
    messageId: `<${id}@${from.slice(from.lastIndexOf("@") + 1)}>`,
    date: raisedAt,
    // So that nobody's holiday answers it.
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
}

/** `taken`: addresses that a try before has reached. */
export async function sendMail(
  server: MailServer,
  mail: Mail,
  taken: readonly string[],
  { signal }: Pick<CallContext, "signal">,
): Promise<Receipt> {
  const { createTransport } = await import("nodemailer");
  const transport = createTransport({ url: server.url, disableFileAccess: true, disableUrlAccess: true, ...waits });
  const { from, messageId, subject, text, date, headers } = mail;
  const left = mail.to.filter((one) => !taken.includes(one));
  try {
    const info = await transport.sendMail({
      from: { name: "Utas", address: from },
      to: left.map((address) => ({ name: "", address })),
      subject,
      text,
      messageId,
      date,
      headers: { ...headers },
      signal,
    });
    return partly([...taken, ...info.accepted], info.rejectedErrors ?? [], info.response);
  } catch (thrown) {
    return refusal(thrown as NodemailerError, taken, server);
  } finally {
    transport.close();
  }
}

/** Each wait of a conversation; the signal ends the whole. */
const waits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 15_000, dnsTimeout: 10_000 };

function partly(taken: readonly string[], rejected: readonly NodemailerError[], said: string): Receipt {
  if (rejected.length === 0) return { kind: "taken", said, missed: null };
  const reason = rejected.map((one) => `${one.recipient ?? "an address"}: ${one.response ?? one.message}`).join("; ");
  return rejected.some((one) => one.permanent !== true)
    ? { kind: "later", reason, notBefore: null, taken }
    : { kind: "taken", said, missed: reason };
}

/** A server that does not let us in is mended by its operator, so that is tried again; what it refuses for good is not. */
function refusal(error: NodemailerError, taken: readonly string[], server: MailServer): Receipt {
  const reason = withoutPassword(error.response ?? wordsFor[error.code ?? ""] ?? error.message, server);
  const all = error.rejectedErrors ?? [error];
  const forGood = error.code !== "EAUTH" && all.every((one) => one.permanent === true);
  if (!forGood) return { kind: "later", reason, notBefore: null, taken };
  return taken.length > 0 ? { kind: "taken", said: "", missed: reason } : { kind: "refused", reason };
}

const wordsFor: Readonly<Record<string, string>> = {
  EABORT: "the mail server did not take it in time",
  ETIMEDOUT: "the mail server did not answer in time",
};

function withoutPassword(text: string, { url }: MailServer): string {
  const { password } = new URL(url);
  const clean = [password, decoded(password)].reduce((all, one) => (one ? all.replaceAll(one, "[secret]") : all), text);
  return clean.replace(/[\s\p{Cc}]+/gu, " ").slice(0, 300);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
