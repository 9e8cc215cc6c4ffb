import { describe, expect, it } from "vitest";
import { refusesParameters, withParameters } from "../../src/thread/link.ts";
import { filled, refusesTemplate, valuesOf } from "../../src/thread/template.ts";
import { articleOf } from "../support/threads.ts";

describe("parameters of a link", () => {
  it.each([
    ["https://a.example/b", "utm_source=x", "https://a.example/b?utm_source=x"],
    ["https://a.example/b", "?utm_source=x&utm_medium=social", "https://a.example/b?utm_source=x&utm_medium=social"],
    ["https://a.example/b?c=1", "utm_source=x", "https://a.example/b?c=1&utm_source=x"],
    ["https://a.example/b?c=1#d?e", "utm_source=x", "https://a.example/b?c=1&utm_source=x#d?e"],
    ["https://a.example/b?utm_source=rss&c=1", "utm_source=x", "https://a.example/b?c=1&utm_source=x"],
    ["https://a.example/b?", "u=x", "https://a.example/b?u=x"],
    ["https://a.example/berita/é?judul=ä", "u=x", "https://a.example/berita/é?judul=ä&u=x"],
    ["https://a.example/b#c", "", "https://a.example/b#c"],
  ])("%s with %j is %s", (link, parameters, expected) => expect(withParameters(link, parameters)).toBe(expected));

  it("are names and values", () => {
    for (const good of ["a=b", "?utm_source=x&utm_medium=social", "a=", "a=b%20c"])
      expect(refusesParameters(good)).toBeNull();
    for (const bad of ["", "utm", "a=b c", "a=b&", "=b", "a=b#c"]) expect(refusesParameters(bad)).toMatch(/give names/);
  });
});

describe("a line of an account's own", () => {
  const values = valuesOf(articleOf(["Air naik."], { title: "Banjir", author: null }), "https://a.example", [
    "#Banjir",
  ]);

  it("names what the article has", () => {
    expect(filled("{title} {hashtags}: {link}", values)).toBe("Banjir #Banjir: https://a.example");
    expect(filled("Oleh {author}\\nBaca: {link}\nSelesai", values)).toBe("Baca: https://a.example\nSelesai");
    expect(filled("", values)).toBe("");
  });
  it("is not filled in twice", () => {
    expect(filled("{title}", { ...values, title: "{link} $& {nama}" })).toBe("{link} $& {nama}");
  });
  it("is refused with the reason when it names what no article has", () => {
    expect(refusesTemplate("Baca: {link}")).toBeNull();
    expect(refusesTemplate("Baca: {url}")).toBe(
      "there is no {url}; use {link}, {title}, {author}, {dateline}, {hashtags}",
    );
    expect(refusesTemplate("Baca: {link")).toMatch(/not closed/);
    expect(refusesTemplate("  ")).toMatch(/give a text/);
  });
});
