/** Mail is handed to a real server on loopback that refuses, lags and hangs up; nothing that was written elsewhere reaches its headers. */

import { describe, expect, it } from "vitest";
import { type Mail, mailOf, sendMail } from "../../src/telemetry/mail.ts";
import { type Words, wordsFor } from "../../src/telemetry/notice-words.ts";
import { textOf } from "../../src/telemetry/notices.ts";
import { openMailServer } from "../support/smtp.ts";

const wordsOf = (about: string, account = "warta"): Words =>
  wordsFor(
    {
      kind: "failed",
      count: 1,
      troubles: [{ subject: "pub_1", facts: { account, platform: "x", reason: "…", about, sent: 0, of: 1 } }],
    },
    { zone: "UTC", publicUrl: null },
  );

const mailWith = (words: Words, to: string[], url: string): Mail =>
  mailOf({ id: "ltr_1", kind: "failed", raisedAt: new Date(), words, text: textOf(words) }, to, {
    url,
    from: "utas@example.org",
  });

const within = (ms = 5_000) => ({ signal: AbortSignal.timeout(ms) });

/** Encoded words (RFC 2047) in UTF-8 decoded. */
const decoded = (header = "") =>
  header.replace(/\?=\s+=\?/g, "?==?").replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, how: string, text: string) =>
    (how.toUpperCase() === "B"
      ? Buffer.from(text, "base64")
      : Buffer.from(
          text
            .replaceAll("_", " ")
            .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          "latin1",
        )
    ).toString(),
  );

describe("a mail", () => {
  it("arrives whole, in any script, with all addresses and one message id", async () => {
    await using server = await openMailServer();
    const mail = mailWith(wordsOf("Gempa di Yogyakarta — 日本語 😀"), ["a@example.org", "b@example.org"], server.url);
    expect(await sendMail({ url: server.url, from: null }, mail, [], within())).toMatchObject({
      kind: "taken",
      missed: null,
    });
    const [taken] = server.taken;
    expect(taken?.to).toEqual(["a@example.org", "b@example.org"]);
    expect(taken?.from).toBe("utas@example.org");
    expect(taken?.header("message-id")).toBe("<ltr_1@example.org>");
    expect(decoded(taken?.header("subject"))).toBe('[Utas] Failed: "Gempa di Yogyakarta — 日本語 😀" on warta (x)');
    expect(taken?.header("auto-submitted")).toBe("auto-generated");
  });

  it.each([
    "Kabar\r\nBcc: mata-mata@example.org\r\n\r\nBody",
    "Kabar\nTo: x@example.org",
    "=?utf-8?Q?Kabar=0D=0ABcc:_x@example.org?=",
    "Kabar\u2028Bcc: x@example.org\u0085Cc: y@example.org",
  ])("takes no header from a title or a handle: %j", async (nasty) => {
    await using server = await openMailServer();
    const mail = mailWith(wordsOf(nasty, nasty), ["a@example.org"], server.url);
    await sendMail({ url: server.url, from: null }, mail, [], within());
    const [taken] = server.taken;
    const [head = ""] = (taken?.source ?? "").split("\n\n", 1);
    const names = head
      .split("\n")
      .filter((line) => !/^[ \t]/.test(line))
      .map((line) => line.split(":")[0]?.toLowerCase());
    expect(names.sort()).toEqual([
      "auto-submitted",
      "content-transfer-encoding",
      "content-type",
      "date",
      "from",
      "message-id",
      "mime-version",
      "subject",
      "to",
      "x-auto-response-suppress",
    ]);
    expect(taken?.to).toEqual(["a@example.org"]);
  });
});

describe("a mail server", () => {
  it("that wants a login gets it, whatever the password looks like", async () => {
    const password = "g/h:e@i%m?#&";
    await using server = await openMailServer({ user: "kabar@example.org", password });
    const to = mailWith(wordsOf("Kabar"), ["a@example.org"], server.url);
    expect((await sendMail({ url: server.url, from: null }, to, [], within())).kind).toBe("taken");
    expect(server.logins).toEqual(["kabar@example.org"]);
  });

  it("that refuses the login is tried again, since its operator can mend that; the password is not told", async () => {
    await using server = await openMailServer({ user: "kabar", password: "benar" });
    const url = server.url.replace("benar", "salah-sekali");
    const receipt = await sendMail(
      { url, from: null },
      mailWith(wordsOf("Kabar"), ["a@example.org"], url),
      [],
      within(),
    );
    expect(receipt).toMatchObject({ kind: "later", reason: "535 5.7.8 wrong user or password" });
    expect(JSON.stringify(receipt)).not.toContain("salah-sekali");
  });

  it.each([
    ["451 4.3.0 busy", "later"],
    ["421 4.3.2 going down", "later"],
    ["550 5.7.1 this is spam", "refused"],
    ["554 5.6.0 broken", "refused"],
  ])("that answers %s at the end: %s", async (says, kind) => {
    await using server = await openMailServer();
    server.faults.push({ at: "data", says });
    const mail = mailWith(wordsOf("Kabar"), ["a@example.org"], server.url);
    expect(await sendMail({ url: server.url, from: null }, mail, [], within())).toMatchObject({
      kind,
      reason: expect.stringContaining(says.slice(4)),
    });
  });

  it("that takes it for some only is asked again for the others alone", async () => {
    await using server = await openMailServer();
    const mail = mailWith(wordsOf("Kabar"), ["a@example.org", "b@example.org", "c@example.org"], server.url);
    server.faults.push({ at: "rcpt", address: "b@example.org", says: "450 4.2.0 greylisted" });
    const first = await sendMail({ url: server.url, from: null }, mail, [], within());
    expect(first).toMatchObject({ kind: "later", taken: ["a@example.org", "c@example.org"] });
    const taken = first.kind === "later" ? first.taken : [];
    expect((await sendMail({ url: server.url, from: null }, mail, taken, within())).kind).toBe("taken");
    expect(server.taken.map(({ to }) => to)).toEqual([["a@example.org", "c@example.org"], ["b@example.org"]]);
    expect(new Set(server.taken.map(({ header }) => header("message-id"))).size).toBe(1);
  });

  it("that knows one of the addresses is told to be right about the other", async () => {
    await using server = await openMailServer();
    const mail = mailWith(wordsOf("Kabar"), ["a@example.org", "b@example.org"], server.url);
    server.faults.push({ at: "rcpt", address: "b@example.org", says: "550 5.1.1 no such user" });
    expect(await sendMail({ url: server.url, from: null }, mail, [], within())).toMatchObject({
      kind: "taken",
      missed: expect.stringContaining("b@example.org: 550 5.1.1 no such user"),
    });
  });

  it("that stays silent, hangs up after it has read, or is not there is tried again, none waited for without end", async () => {
    const server = await openMailServer();
    const mail = mailWith(wordsOf("Kabar"), ["a@example.org"], server.url);
    const to = { url: server.url, from: null };
    server.faults.push({ at: "greeting", silent: true }, { at: "data", hangsUp: true });
    const before = performance.now();
    expect(await sendMail(to, mail, [], within(300))).toEqual({
      kind: "later",
      reason: "the mail server did not take it in time",
      notBefore: null,
      taken: [],
    });
    expect(performance.now() - before).toBeLessThan(3_000);
    expect((await sendMail(to, mail, [], within())).kind).toBe("later");
    expect(server.taken).toHaveLength(1);
    await server[Symbol.asyncDispose]();
    expect((await sendMail(to, mail, [], within())).kind).toBe("later");
  });
});
