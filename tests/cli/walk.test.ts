/** What a person is asked to connect an account, network by network, and what is said where nobody can be asked. */

import { describe, expect, it } from "vitest";
import { type Asker, type Given, walk } from "../../src/cli/walk.ts";
import { findPlatform } from "../../src/platforms/index.ts";

/** Answers in order, and keeps what it was asked. An answer that is refused is followed by the next, as at a terminal. */
function person(...answers: string[]): Asker & { readonly asked: string[] } {
  const asked: string[] = [];
  const next = (question: string): string => {
    asked.push(question);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody expected "${question}"`);
    return answer;
  };
  return {
    asked,
    async text(question, _, refuses) {
      for (;;) {
        const answer = next(question);
        const why = refuses(answer);
        if (why === null) return answer;
        asked.push(`no: ${why}`);
      }
    },
    secret: async (question, optional) => next(optional ? `${question} (optional)` : question),
    choice: async (question, choices) => {
      const value = next(question);
      const found = choices.find((one) => one.value === value);
      if (!found) throw new Error(`${value} is none of ${choices.map((one) => one.value)}`);
      return found.value;
    },
  };
}

const nothing: Given = { handle: undefined, options: {}, zone: undefined, credentials: null, authorize: false };

describe("a person who connects an account", () => {
  it("is asked on Mastodon for name, server and token, and again for a server that is none", async () => {
    const who = person("herald", "not a url", "https://mastodon.social", "a-token");
    expect(await walk(findPlatform("mastodon"), nothing, who)).toMatchObject({
      handle: "herald",
      options: { server: "https://mastodon.social" },
      credentials: { accessToken: "a-token" },
    });
    expect(who.asked).toEqual([
      "Mastodon: the account's name there",
      "Mastodon: Server",
      "no: give the server's address alone, such as https://mastodon.social",
      "Mastodon: Server",
      expect.stringContaining("Mastodon: Access token"),
    ]);
  });

  it("is asked on Bluesky for the app password alone, where the handle was given", async () => {
    const who = person("abcd-efgh");
    const walked = await walk(findPlatform("bluesky"), { ...nothing, handle: "herald.bsky.social" }, who);
    expect(walked).toMatchObject({ options: {}, credentials: { appPassword: "abcd-efgh" } });
    expect(who.asked).toHaveLength(1);
  });

  it("chooses on X between its page, which needs the app's name, and four keys", async () => {
    const given = { ...nothing, handle: "herald" };
    const [atPage, withKeys] = [person("page", "an-app", ""), person("keys", "1", "2", "3", "4")];
    expect(await walk(findPlatform("x"), given, atPage)).toMatchObject({
      authorize: true,
      credentials: { clientId: "an-app" },
    });
    expect(atPage.asked.at(-1)).toMatch(/client secret.*\(optional\)/);
    expect(await walk(findPlatform("x"), given, withKeys)).toMatchObject({
      authorize: false,
      credentials: { appKey: "1", appSecret: "2", accessToken: "3", accessSecret: "4" },
    });
  });

  it("is asked for nothing more where all was given, or nothing is needed", async () => {
    const credentials = { appPassword: "abcd" };
    const given = { ...nothing, handle: "herald", credentials };
    expect(await walk(findPlatform("bluesky"), given, person())).toMatchObject({ credentials });
    expect(await walk(findPlatform("sandbox"), given, person())).toMatchObject({ handle: "herald" });
  });
});

describe("where nobody can be asked", () => {
  it.each([
    ["mastodon", {}, /account's name is missing.*--handle/],
    ["mastodon", { handle: "a" }, /server "" is not valid: Mastodon needs it, such as https:\/\/mastodon.social/],
    [
      "mastodon",
      { handle: "a", options: { server: "not a url" } },
      /server "not a url" is not valid: give the server's/,
    ],
    [
      "mastodon",
      { handle: "a", options: { server: "https://a.example" } },
      /give accessToken as JSON with --credentials/,
    ],
    ["bluesky", { handle: "a b" }, /handle "a b" is not valid/],
    ["bluesky", { handle: "a", options: { atomic: "perhaps" } }, /atomic "perhaps" is not valid: give on or off/],
    ["x", { handle: "a" }, /give appKey, appSecret, accessToken, accessSecret as JSON/],
    ["x", { handle: "a", authorize: true }, /give clientId, clientSecret as JSON/],
  ])("says what is missing or wrong on %s: %o", async (platform, given, why) => {
    await expect(walk(findPlatform(platform), { ...nothing, ...given }, null)).rejects.toThrow(why);
  });
});
