/** A mail server on loopback that keeps what it takes, and misbehaves on command. */

import { once } from "node:events";
import { createServer, type Socket } from "node:net";

export interface MailTaken {
  readonly from: string;
  readonly to: readonly string[];
  /** Headers and body as they came, lines ended by \n. */
  readonly source: string;
  readonly header: (name: string) => string | undefined;
}

/** What it answers instead: at RCPT for one address, at AUTH, at the end of DATA; or it takes the mail and hangs up. */
export type MailFault =
  | { readonly at: "rcpt"; readonly address: string; readonly says: string }
  | { readonly at: "data"; readonly says: string }
  | { readonly at: "data"; readonly hangsUp: true }
  | { readonly at: "greeting"; readonly silent: true };

export interface MailServer extends AsyncDisposable {
  readonly url: string;
  readonly taken: readonly MailTaken[];
  /** Each once, in order. */
  readonly faults: MailFault[];
  readonly logins: readonly string[];
}

/** With `password` it takes nothing before a login. */
export async function openMailServer({ user = "", password = "" } = {}): Promise<MailServer> {
  const taken: MailTaken[] = [];
  const faults: MailFault[] = [];
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  const fault = <A extends MailFault["at"]>(at: A, address?: string): Extract<MailFault, { at: A }> | undefined => {
    const index = faults.findIndex((one) => one.at === at && (!("address" in one) || one.address === address));
    return index < 0 ? undefined : (faults.splice(index, 1)[0] as Extract<MailFault, { at: A }>);
  };

  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    const say = (line: string) => socket.write(`${line}\r\n`);
    if (fault("greeting")) return;
    let held = "";
    let from = "";
    let to: string[] = [];
    let inData = false;
    say("220 mail.test ESMTP");

    const command = (line: string) => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") return say(password ? "250-mail.test\r\n250 AUTH PLAIN" : "250 mail.test");
      if (verb === "AUTH") {
        const [, name = "", word] = Buffer.from(line.split(" ")[2] ?? "", "base64")
          .toString()
          .split("\0");
        const right = name === user && word === password;
        if (right) logins.push(name);
        return say(right ? "235 welcome" : "535 5.7.8 wrong user or password");
      }
      if (verb === "MAIL") {
        from = /<(.*?)>/.exec(line)?.[1] ?? "";
        to = [];
        return say("250 ok");
      }
      if (verb === "RCPT") {
        const address = /<(.*?)>/.exec(line)?.[1] ?? "";
        const refuses = fault("rcpt", address);
        if (refuses) return say(refuses.says);
        to.push(address);
        return say("250 ok");
      }
      if (verb === "DATA") {
        inData = true;
        return say("354 go on");
      }
      if (verb === "QUIT") return void socket.end("221 bye\r\n");
      return say("250 ok");
    };
    const message = (source: string): unknown => {
      const refuses = fault("data");
      if (refuses && "says" in refuses) return say(refuses.says);
      taken.push({ from, to, source, header: (name) => headerIn(source, name) });
      return refuses ? socket.destroy() : say("250 queued");
    };

    socket.on("data", (chunk) => {
      held += chunk.toString();
      for (;;) {
        const end = inData ? held.indexOf("\r\n.\r\n") : held.indexOf("\r\n");
        if (end < 0) return;
        const part = held.slice(0, end);
        held = held.slice(end + (inData ? 5 : 2));
        if (!inData) command(part);
        else {
          inData = false;
          message(part.replaceAll("\r\n", "\n"));
        }
      }
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the mail server has no port");
  const login = password ? `${encodeURIComponent(user)}:${encodeURIComponent(password)}@` : "";

  return {
    url: `smtp://${login}127.0.0.1:${address.port}`,
    taken,
    faults,
    logins,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** Folded lines joined. */
function headerIn(source: string, name: string): string | undefined {
  const [head = ""] = source.split("\n\n", 1);
  const line = head
    .replace(/\n[ \t]+/g, " ")
    .split("\n")
    .find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}
