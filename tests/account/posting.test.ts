import { describe, expect, it } from "vitest";
import { postingFields, postingOf } from "../../src/account/posting.ts";

const refusal = (name: string, value: string) => postingFields.find((field) => field.name === name)?.refuses(value);

describe("how an account likes its threads", () => {
  it("is what splitting makes of its options", () => {
    const options = {
      like: "x",
      numbering: "(1/12)",
      prefix: "a",
      suffix: "{link}",
      parameters: "u=x",
      link: "first",
      hashtags: "inline",
    };
    expect(postingOf({ options }, true)).toEqual({
      numbering: "(1/12)",
      prefix: "a",
      suffix: "{link}",
      linkParameters: "u=x",
      linkPlace: "first",
      tagPlace: "inline",
    });
  });
  it("says how numbers look, not whether there are any", () => {
    expect(postingOf({ options: { numbering: "1." } }, false).numbering).toBe(false);
    expect(postingOf({ options: {} }, true).numbering).toBe("1/12");
  });
  it("takes its own examples, and refuses what would not work with what would", () => {
    for (const { name, example } of postingFields) expect([name, refusal(name, example)]).toEqual([name, null]);
    expect(refusal("numbering", "1-12")).toBe("give one of 1/12, (1/12), 1.");
    expect(refusal("link", "middle")).toBe("give one of first, last, card, none");
    expect(refusal("hashtags", "none")).toBe("give one of first, last, inline");
    expect(refusal("suffix", "Baca {url}")).toMatch(/there is no \{url\}/);
    expect(refusal("parameters", "utm source")).toMatch(/utm_source=x/);
  });
});
