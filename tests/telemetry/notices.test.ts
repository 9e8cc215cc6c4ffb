/** What each channel is sent, byte for byte, and what its answers mean. */

import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reply } from "../../src/platforms/call.ts";
import { noticeKinds } from "../../src/store/troubles.ts";
import { mailOf } from "../../src/telemetry/mail.ts";
import type { Message } from "../../src/telemetry/message.ts";
import { type Words, wordsFor } from "../../src/telemetry/notice-words.ts";
import { type Channel, type ChannelKind, channels, newWebhookSecret, textOf } from "../../src/telemetry/notices.ts";
import { receiptOf } from "../../src/telemetry/receipt.ts";

const now = new Date("2026-12-01T02:00:00.500Z");
const place = { zone: "Asia/Jakarta", publicUrl: "https://utas.example.org" };
const facts = {
  account: "warta",
  platform: "x",
  reason: "it was refused",
  about: "Banjir",
  sent: 1,
  of: 3,
  dueAt: now.toISOString(),
  state: "held",
};
const words = (extra: Partial<Words> = {}): Words => ({
  ...wordsFor({ kind: "failed", count: 1, troubles: [{ subject: "pub_1", facts }] }, place),
  ...extra,
});
const message = (extra: Partial<Words> = {}): Message => ({
  id: "ltr_1",
  kind: "failed",
  raisedAt: now,
  words: words(extra),
});

const request = (kind: ChannelKind, credentials: Channel["credentials"], extra: Partial<Words> = {}, options = {}) => {
  const made = channels[kind].request?.(message(extra), { kind, credentials, options }, now, {
    telegramUrl: "https://api.telegram.org",
  });
  if (!made) throw new Error(`${kind} makes no request`);
  return { ...made, json: made.json as Record<string, unknown> };
};

describe("the words", () => {
  it("say what, which account, why, where to look and what to do", () => {
    expect(textOf(words())).toBe(
      [
        'Partly sent: 1 of 3 posts of "Banjir" are out on warta (x)',
        "",
        "Why: it was refused.",
        'pub_1  "Banjir": 1 of 3 posts out',
        "",
        "What to do: When the reason is mended: utas retry pub_1 goes on at the first post that is not out. To take back what is out: utas retract pub_1. To leave it: utas cancel pub_1.",
        "",
        "https://utas.example.org/api/publications/pub_1",
      ].join("\n"),
    );
  });

  it("count a swarm, name its first, and give times in the newsroom's zone", () => {
    const troubles = Array.from({ length: 20 }, (_, index) => ({
      subject: `pub_${index}`,
      facts: { ...facts, account: `a${index % 3}` },
    }));
    const { title, lines, link } = wordsFor({ kind: "late", count: 31, troubles }, place);
    expect(title).toBe("Too late: 31 publications on 3 accounts are held");
    expect(lines[0]).toBe('pub_0  a0 (x)  due 2026-12-01 09:00 (Asia/Jakarta)  "Banjir": it was refused');
    expect(lines.at(-1)).toBe("and 11 more: utas status");
    expect(link).toBe("https://utas.example.org/board");
  });

  it.each(noticeKinds)(
    "of the kind %s stay one line a line, whatever an article, a network or a person wrote",
    (kind) => {
      const nasty = fc.string({ unit: "binary", maxLength: 400 }).map((text) => `${text}\r\nBcc: x@example.org\n\n`);
      fc.assert(
        fc.property(
          fc.dictionary(
            fc.constantFrom(
              "account",
              "platform",
              "reason",
              "about",
              "rule",
              "source",
              "halted",
              "actor",
              "host",
              "folder",
            ),
            nasty,
          ),
          (given) => {
            const said = wordsFor(
              { kind, count: 1, troubles: [{ subject: "pub_1", facts: { ...facts, ...given } }] },
              place,
            );
            for (const line of [said.title, ...said.lines, said.todo]) {
              expect(line).not.toMatch(/[\r\n\p{Cc}\p{Surrogate}]/u);
              expect(line.length).toBeLessThan(2_000);
            }
          },
        ),
        { numRuns: 50 },
      );
    },
  );

  it("give no link where the service has no address that people use", () => {
    const { link } = wordsFor(
      { kind: "failed", count: 1, troubles: [{ subject: "pub_1", facts }] },
      { ...place, publicUrl: null },
    );
    expect(link).toBeNull();
  });
});

describe("a webhook", () => {
  it("is signed as Standard Webhooks say", () => {
    const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const { headers, json } = request("webhook", { url: "https://example.org/hook", secret });
    const signature = createHmac("sha256", Buffer.from("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "base64"))
      .update(`ltr_1.1796090400.${JSON.stringify(json)}`)
      .digest("base64");
    expect(headers).toEqual({
      "webhook-id": "ltr_1",
      "webhook-timestamp": "1796090400",
      "webhook-signature": `v1,${signature}`,
    });
    expect(json).toMatchObject({
      type: "notice.failed",
      timestamp: now.toISOString(),
      data: { count: 1, items: [{ id: "pub_1", account: "warta" }] },
    });
  });

  it("gets a secret of its own that it would take", () => {
    const refuses = channels.webhook.fields.find(({ name }) => name === "secret")?.refuses;
    for (let i = 0; i < 20; i++) expect(refuses?.(newWebhookSecret())).toBeNull();
    for (const weak of ["geheim", "whsec_", "whsec_c2hvcnQ=", "whsec_!!!!"]) expect(refuses?.(weak)).toMatch(/whsec_/);
  });
});

describe("a chat", () => {
  const tricky = { title: "<!channel> *a_b* `c` @everyone & [x](y)", link: "https://utas.example.org/a_b?x=1&y=2" };

  it("on Slack takes no command from a title", () => {
    const { text } = request("slack", { url: "https://hooks.slack.com/services/x" }, tricky).json;
    expect(text).toContain("&lt;!channel&gt; *a_b* `c` @everyone &amp; [x](y)");
    expect(text).toContain("https://utas.example.org/a_b?x=1&y=2");
  });

  it("on Discord calls nobody, shows marks as they are, and is not over its limit", () => {
    const { url, json } = request(
      "discord",
      { url: "https://discord.com/api/webhooks/1/t" },
      { ...tricky, lines: ["😀_".repeat(2_000)] },
    );
    expect(url.href).toBe("https://discord.com/api/webhooks/1/t?wait=true");
    expect(json.allowed_mentions).toEqual({ parse: [] });
    expect(String(json.content)).toContain("\\*a\\_b\\*");
    expect(String(json.content).length).toBeLessThanOrEqual(2_000);
    expect(String(json.content)).not.toMatch(/\p{Surrogate}/u);
  });

  it("on Telegram is plain text of its length, to the chat that was named", () => {
    const credentials = { token: "123:ABC-DEF_456789" };
    const { url, json } = request("telegram", credentials, { lines: ["😀".repeat(4_000)] }, { chat: "@redaksi" });
    expect(url.href).toBe("https://api.telegram.org/bot123:ABC-DEF_456789/sendMessage");
    expect(json).not.toHaveProperty("parse_mode");
    expect(json.chat_id).toBe("@redaksi");
    expect(String(json.text).length).toBeLessThanOrEqual(4_096);
  });
});

describe("an e-mail", () => {
  const server = { url: "smtp://kabar%40example.org:pass@mail.example.org", from: null };

  it("carries its letter's id, comes from the server's user, and wants no answer from a holiday", () => {
    const mail = mailOf({ ...message(), text: "…" }, ["a@example.org"], server);
    expect(mail).toMatchObject({
      messageId: "<ltr_1@example.org>",
      from: "kabar@example.org",
      date: now,
      headers: { "Auto-Submitted": "auto-generated" },
    });
  });
});

describe("an answer", () => {
  const answer = (status: number, headers = {}, body: unknown = "") =>
    ({ kind: "answer", status, headers, body }) as Reply;
  const secrets = { url: "https://hooks.example.org/T0/geheim", token: "123:geheim" };
  const ms = (receipt: ReturnType<typeof receiptOf>) =>
    receipt.kind === "later" ? (receipt.notBefore?.getTime() ?? 0) - now.getTime() : -1;

  it.each([
    [200, "taken"],
    [204, "taken"],
    [301, "refused"],
    [400, "refused"],
    [401, "refused"],
    [404, "refused"],
    [410, "refused"],
    [408, "later"],
    [429, "later"],
    [500, "later"],
    [503, "later"],
  ])("%i means %s", (status, kind) => expect(receiptOf(answer(status), secrets, now).kind).toBe(kind));

  it("that never came whole is asked for again", () => {
    expect(receiptOf({ kind: "broken", left: true, reason: "reset" }, secrets, now)).toMatchObject({
      kind: "later",
      reason: "reset",
    });
  });

  it.each([
    [{ "retry-after": "7" }, "", 7_000],
    [{ "retry-after": new Date(now.getTime() + 90_500).toUTCString() }, "", 90_500],
    [{ "retry-after": "999999999" }, "", 86_400_000],
    [{}, { parameters: { retry_after: 11 } }, 11_000],
  ])("says when to come back: %j %j", (headers, body, wait) => {
    expect(Math.abs(ms(receiptOf(answer(429, headers, body), secrets, now)) - wait)).toBeLessThan(1_000);
  });

  it("that echoes a secret is shown without it", () => {
    for (const status of [200, 404, 500]) {
      const shown = JSON.stringify(
        receiptOf(answer(status, {}, `no ${secrets.url} for ${secrets.token}`), secrets, now),
      );
      expect(shown).not.toContain("geheim");
      expect(shown).toContain("[secret]");
    }
  });
});
