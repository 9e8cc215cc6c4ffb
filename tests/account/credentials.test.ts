import { describe, expect, it } from "vitest";
import { parseCredentials } from "../../src/account/credentials.ts";
import { sentenceOf } from "../../src/base/errors.ts";

const platform = {
  id: "example",
  fields: [
    { name: "token", secret: true, required: true },
    {
      name: "server",
      secret: false,
      required: true,
      refuses: (value: string) => (URL.canParse(value) ? null : "should be an address such as https://example.org"),
    },
    { name: "note", secret: false, required: false },
  ],
};
const server = "https://example.org";

const refusalOf = (json: string): string => {
  try {
    parseCredentials(platform, json);
    return "no refusal";
  } catch (error) {
    return sentenceOf(error);
  }
};

describe("credentials that are handed in", () => {
  it("are parted into what is sealed and what is kept in the open, without white space around them", () => {
    const given = `\uFEFF{ "server": "${server}", "token": " s3cret\\n" }`;
    expect(parseCredentials(platform, given)).toEqual({ credentials: { token: "s3cret" }, options: { server } });
  });

  it.each([
    ["no JSON", `{"token": s3cret}`, "are not a JSON object, as"],
    ["a list", `["s3cret"]`, "are not a JSON object"],
    ["a missing field", `{"server": "${server}"}`, "token is missing"],
    ["an empty field", `{"server": "${server}", "token": "  "}`, "token is missing"],
    ["no value", `{"server": "${server}", "token": null}`, "token is missing"],
    ["a number", `{"server": "${server}", "token": 5353}`, "token should be a text"],
    ["an unknown field", `{"server": "${server}", "token": "s3cret", "tokn": "s3cret"}`, `"tokn" is not asked for`],
    [
      "a secret where a name belongs",
      `{"server": "${server}", "token": "s3cret", "s3cret-efgh-ijkl": "a"}`,
      `"s3c…" is not asked for`,
    ],
    [
      "a secret over two lines",
      `{"server": "${server}", "token": "s3cret\\ns3cret"}`,
      "token holds a line break or another control character; give it on one line",
    ],
    ["a secret with a NUL", `{"server": "${server}", "token": "s3cret\\u0000s3cret"}`, "token holds a line break"],
    ["a value that the field refuses", `{"server": "s3cret", "token": "s3cret"}`, "server should be an address"],
  ])("are refused with the field's name and without its value: %s", (_, json, words) => {
    const refusal = refusalOf(json);
    expect(refusal).toContain(words);
    expect(refusal).not.toMatch(/s3cret|5353/);
  });

  it("may leave out what is not required", () => {
    expect(parseCredentials(platform, `{"server": "${server}", "token": "t", "note": ""}`).options).toEqual({ server });
  });
});
