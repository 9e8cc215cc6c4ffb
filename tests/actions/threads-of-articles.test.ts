/** A thread that a person edited counts as its article for the rules, whichever of the two is known first. */

import { expect, it } from "vitest";
import { fingerprint } from "../../src/actions/accept.ts";
import { plan } from "../../src/actions/plan.ts";
import { lookAtRule } from "../../src/actions/run-rule.ts";
import { readArticle } from "../../src/article/read.ts";
import { readThreadFile, writeThreadFile } from "../../src/thread/file.ts";
import { openNewsdesk, story } from "../support/newsdesk.ts";

it.each(["before", "after"])("it is left by a rule, its article having arrived %s it", async (when) => {
  await using desk = await openNewsdesk();
  await desk.journey.addAccount("pagi");
  await desk.rule("harian", { cron: "0 9 * * *", to: "pagi" });
  const text = story("Banjir");
  const file = writeThreadFile(
    { posts: [{ text: "Banjir, disunting.", language: "id" }] },
    fingerprint(readArticle({ text })),
  );
  const publish = () =>
    plan(desk.app, { content: readThreadFile(file), accounts: ["pagi"], dueAt: null, numbering: false, actor: "ana" });
  if (when === "before") await desk.arrives(text);
  const [made] = await publish();
  if (when === "after") await desk.arrives(text);

  const [looked] = await lookAtRule(desk.app, "harian", 5);
  expect(looked).toMatchObject({ verdict: "leaves", says: `pagi has it (${made?.id}, scheduled)` });
  const [again] = await publish();
  expect(await desk.app.store.publications.again([again?.id ?? ""])).toMatchObject([
    { earlier: made?.id, words: false },
  ]);
});

it("one whose article nobody has yet is known again by the file's first line, whatever its words", async () => {
  await using desk = await openNewsdesk();
  await desk.journey.addAccount("pagi");
  const publish = async (words: string) => {
    const file = writeThreadFile({ posts: [{ text: words, language: "id" }] }, "q".repeat(43));
    const wish = { accounts: ["pagi"], dueAt: null, numbering: false, actor: "ana" };
    return (await plan(desk.app, { content: readThreadFile(file), ...wish }))[0]?.id ?? "";
  };
  const first = await publish("Satu.");
  expect(await desk.app.store.publications.again([await publish("Dua.")])).toMatchObject([{ earlier: first }]);
});
