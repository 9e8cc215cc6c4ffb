/** Three processes watch a folder while it fills and two of them are killed again and again: each file arrives, once and whole. */

import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { watchFolder } from "../../src/actions/watch-folder.ts";
import { sql } from "../../src/store/db.ts";
import { openTestDatabase } from "../support/database.ts";
import { startVictim } from "../support/processes.ts";
import { openJourney } from "../support/rehearse.ts";

const files = 30;
const kills = 6;

it("a folder that fills under killed workers brings every file once", async () => {
  const root = mkdtempSync(join(tmpdir(), "utas-chaos-"));
  const folder = join(root, "berita");
  mkdirSync(folder);
  await using database = await openTestDatabase();
  await using utas = await openJourney({ databaseUrl: database.url });
  const { source } = await watchFolder(utas.app, { folder, take: 0 });

  const env = { DATABASE_URL: database.url, UTAS_DATA_DIR: utas.app.settings.dataDir };
  let filling = true;
  let killed = 0;
  const killing = async () => {
    while (filling || killed < kills) {
      await using victim = startVictim(env);
      await Promise.race([victim.ready, victim.failed]);
      await utas.app.clock.wait(Math.random() * 1_500);
      await victim.kill();
      killed++;
    }
  };
  const fill = async () => {
    for (let index = 0; index < files; index++) {
      const [head, rest] = [`Judul berita ke-${index}\n\n`, `Isi berita ke-${index} yang selesai ditulis.\n`];
      const path = join(folder, `${index}.txt`);
      // Some are written in two goes, some elsewhere and moved here.
      if (index % 3 === 0) {
        writeFileSync(join(root, "tmp"), head + rest);
        renameSync(join(root, "tmp"), path);
      } else writeFileSync(path, head);
      await utas.app.clock.wait(300);
      if (index % 3 !== 0) appendFileSync(path, rest);
    }
    filling = false;
  };
  await Promise.all([fill(), killing(), killing()]);

  const arrived = () =>
    database.db.rows<{ title: string; text: string }>(sql`
      select a.title, a.blocks -> -1 ->> 'text' as text from arrivals r join articles a on a.id = r.article_id where r.source_id = ${source.id}`);
  await utas.until("every file has arrived", async () => (await arrived()).length >= files);
  await utas.app.clock.wait(3_000);
  const found = await arrived();
  expect(found.map(({ text }) => text).sort()).toEqual(
    Array.from({ length: files }, (_, index) => `Isi berita ke-${index} yang selesai ditulis.`).sort(),
  );
  expect(killed).toBeGreaterThanOrEqual(kills);
  rmSync(root, { recursive: true, force: true });
});
