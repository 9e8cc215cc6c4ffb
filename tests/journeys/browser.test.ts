/** The page runs the same reader, counter and splitter as the server: what they say in a browser is what they say in Node, byte for byte. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { platforms } from "../../src/platforms/index.ts";
import { chromiumSays, hasChromium, saidByPage } from "../support/chromium.ts";
import { answersTo, type Questions } from "../support/pure-answers.ts";
import { passage, words } from "../support/scripts.ts";
import { readSample } from "../support/shared.ts";

const samples = readdirSync(join(import.meta.dirname, "../../samples")).filter((name) =>
  /\.(?:txt|md|html)$/.test(name),
);
/** Small ones of several paragraphs, and long ones of one script each. */
const generated = fc.sample(
  fc.array(passage, { minLength: 1, maxLength: 6 }).map((paragraphs) => paragraphs.join("\n\n")),
  { numRuns: 60, seed: 9 },
);
const oneScript = Object.values(words).map((list) => list.join("").repeat(30));
const questions: Questions = {
  texts: [
    ...samples.map(readSample),
    ...generated,
    ...oneScript,
    "\ud800 half",
    "\u202eright",
    "<p>Satu.</p><p>Dua.</p>",
  ],
  limits: platforms.map(({ limits }) => limits),
};

/** The pure rooms as one script, and the page's own lines that ask them and write the answers down. */
async function bundled(): Promise<string> {
  const asking = `
    import { answersTo } from "./pure-answers.ts";
    const said = document.createElement("pre");
    document.body.append(said);
    try { said.textContent = answersTo(${JSON.stringify(questions)}); }
    catch (fault) { said.textContent = "failed: " + (fault && fault.stack); }`;
  const { outputFiles } = await build({
    stdin: { contents: asking, resolveDir: join(import.meta.dirname, "../support"), loader: "ts" },
    bundle: true,
    write: false,
    platform: "browser",
    format: "iife",
    charset: "utf8",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

describe.skipIf(!hasChromium)(`reading, counting and splitting in Chromium${chromiumSays}`, () => {
  it("gives what Node gives, for every sample and for generated text of every script", {
    timeout: 180_000,
  }, async () => {
    const [here, there] = [answersTo(questions).split("\n"), (await saidByPage(await bundled())).split("\n")];
    expect(there).toHaveLength(questions.texts.length);
    for (const [index, answer] of here.entries()) expect(there[index]).toBe(answer);
  });
});

it("the pure rooms bundle for a browser without anything of Node", async () => {
  expect(await bundled()).not.toMatch(/require\("(?:node:)?(?:fs|path|crypto|http|module|perf_hooks)"\)/);
});
