/** How an article becomes a thread, as the API is asked for it. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openService, type Service } from "../support/service.ts";
import { readSample } from "../support/shared.ts";

let utas: Service;
beforeAll(async () => {
  utas = await openService();
  const options = { numbering: "1.", suffix: "Baca: {link}" };
  await utas.askSignedIn("/api/accounts", { body: { platform: "sandbox", handle: "gaya", options } });
});
afterAll(() => utas[Symbol.asyncDispose]());

const ask = (body: object) =>
  utas.askSignedIn("/api/publications", {
    body: { text: readSample("pasar-terapung.txt"), accounts: ["gaya"], at: "2099-01-02T03:04:05Z", ...body },
  });
const texts = async (body: object): Promise<string[]> => {
  const answer = await ask(body);
  const [made] = answer.json as { posts: { text: string }[] }[];
  if (answer.status !== 201 || !made) throw new Error(answer.text);
  return made.posts.map(({ text }) => text);
};

describe("a publication of an article", () => {
  it("is cut as it is asked to be, in the account's own ways", async () => {
    const digest = await texts({ mode: "digest", numbering: true, link: "https://berita.example/a" });
    expect(digest.length).toBeGreaterThanOrEqual(4);
    expect(digest[0]).toMatch(/^1\. \S/);
    expect(digest.at(-1)).toMatch(/\n\nBaca: https:\/\/berita\.example\/a$/);
    expect(await texts({ mode: "short", maxPosts: 2 })).toHaveLength(2);
    expect((await texts({ hook: "Pasar itu hidup lagi." }))[0]).toBe("Pasar itu hidup lagi.");
    expect(await texts({ maxPosts: 5, over: "digest" })).toEqual(await texts({ maxPosts: 5, mode: "digest" }));
    const full = await texts({});
    expect((await texts({ headings: "drop" })).join("\n").length).toBeLessThan(full.join("\n").length);
  });

  it.each([
    [{ mode: "half" }, /mode should be one of full, short, digest, link, not "half"/],
    [{ maxPosts: 0 }, /maxPosts should be a whole number from 1 to 1000, not 0/],
    [{ hook: "" }, /hook should be the text of the first post/],
    [{ headings: "none" }, /headings should be "line", "drop" or a list/],
    [{ maxPosts: 3 }, /The thread has 11 posts, and at most 3 are wanted/],
    [{ text: undefined, posts: ["Satu."], mode: "digest" }, /should hold mode, .* only beside an article/],
  ])("that cannot be is refused with what would be right: %j", async (body, sentence) => {
    const answer = await ask(body);
    expect(answer.status).toBe(422);
    expect(answer.text.replaceAll('\\"', '"')).toMatch(sentence);
  });

  it("is not connected to an account with ways that do not work", async () => {
    const options = { link: "middle" };
    const answer = await utas.askSignedIn("/api/accounts", { body: { platform: "sandbox", handle: "salah", options } });
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining("give one of first, last, card, none")]);
  });
});
