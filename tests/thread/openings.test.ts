import { describe, expect, it } from "vitest";
import { namesNoSpeaker, pointsBack, quotesOneNamedBefore } from "../../src/thread/openings.ts";

describe("a quotation", () => {
  it.each([
    '"Kami menunggu," katanya.',
    "“Air naik,” ujar dia, Senin.",
    '"I wait," she said.',
    "« Rien », a-t-il dit.",
  ])("leaves its speaker to the sentence before: %s", (text) => expect(namesNoSpeaker(text)).toBe(true));

  it.each(['"Kami menunggu," kata Rina.', '"I wait," said Ann Lee.', "Rina berkata bahwa ia menunggu, katanya."])(
    "names its speaker, or quotes nobody: %s",
    (text) => expect(namesNoSpeaker(text)).toBe(false),
  );

  it.each(['"Kami menunggu," katanya.', "“Kami menunggu.”", '"Kami menunggu. Air naik."', '"We wait," he said.'])(
    "needs the sentence before it: %s",
    (text) => expect(quotesOneNamedBefore(text)).toBe(true),
  );

  it.each([
    '"Kami menunggu," kata Rina.',
    '"Villa" itu milik Rina.',
    'Rina berkata, "Kami menunggu."',
    '"Beautiful Malino" digelar pekan ini, katanya.',
  ])("needs nothing before it: %s", (text) => expect(quotesOneNamedBefore(text)).toBe(false));
});

describe("a sentence", () => {
  it.each([
    "Pasalnya, air naik.",
    "Misalnya di pasar.",
    "As a result, prices fell.",
    "For example, rice.",
    "Nevertheless it is cold.",
  ])("needs the one before it: %s", (text) => expect(pointsBack(text)).toBe(true));

  it.each(["Pasal 5 mengatur air.", "As prices fell, boats left.", "For the poor, rice.", "In addis they wait."])(
    "stands alone: %s",
    (text) => expect(pointsBack(text)).toBe(false),
  );
});
