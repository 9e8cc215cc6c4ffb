/** A checked row of an import becomes the article and the posts that it asks for; its page is fetched, nothing is stored. */

import { isPictured, postingOf } from "../account/posting.ts";
import type { App } from "../app.ts";
import type { Article } from "../article/article.ts";
import { readArticle } from "../article/read.ts";
import { AppError } from "../base/errors.ts";
import { shownWall, wallOf } from "../schedule/zone.ts";
import { readPage } from "../sources/page.ts";
import type { Column, Row } from "../sources/rows.ts";
import type { Post } from "../thread/thread.ts";
import { readSource } from "./accept.ts";
import { type CheckedRow, RowFault, within } from "./import-row.ts";
import { postsFor } from "./plan.ts";
import { tagRulesOf } from "./tag-rules.ts";

type Parts = Pick<App, "store" | "settings" | "fetch">;

export interface Draft extends CheckedRow {
  readonly article: Article;
  /** For each of the wanted. */
  readonly posts: readonly (readonly Post[])[];
}

/** For the rows of one file: what two of them need is looked up once. What it gives throws `RowFault`. */
export function openDrafting(app: Parts, now: Date): (checked: CheckedRow) => Promise<Draft> {
  const pages = new Map<string, Promise<Article>>();
  const slots = new Map<string, boolean>();
  return async (checked) => {
    refuseMoved(checked.row);
    await refuseTimes(app, now, checked, slots);
    return drafted(app, checked, await articleOf(app, checked, pages));
  };
}

const mayGo: ReadonlySet<string> = new Set(["", "draft", "scheduled"]);

/** A row of somebody else's export: what was stopped or is out there is not begun here by mistake. */
function refuseMoved({ fields }: Row): void {
  const state = fields.state.trim().toLowerCase();
  if (!mayGo.has(state))
    throw new RowFault("state", `it was ${state} where it was exported; clear the cell to publish it here`);
}

async function refuseTimes(
  { store, settings }: Parts,
  now: Date,
  { row, wanted }: CheckedRow,
  slots: Map<string, boolean>,
): Promise<void> {
  for (const { account, due } of wanted) {
    const zone = account.zone ?? settings.zone;
    const shown = (at: Date) => `${shownWall(wallOf(zone, at.getTime()))} ${zone}`;
    if (due instanceof Date && due <= now)
      throw new RowFault(
        "at",
        `${row.fields.at.trim()} is already over (${shown(due)}; it is ${shown(now)}): give a later time, or leave the cell blank for the next free slot`,
      );
    if (due !== "next") continue;
    const some = slots.get(account.id) ?? (await store.slots.of(account.id)).slots.length > 0;
    slots.set(account.id, some);
    if (!some) throw new RowFault("at", new AppError("slots-missing", { account: account.handle }).message);
  }
}

async function articleOf(
  app: Parts,
  { row, written }: CheckedRow,
  pages: Map<string, Promise<Article>>,
): Promise<Article> {
  const title = row.fields.title.trim();
  const { url } = written;
  if (url === undefined) {
    const bytes = new TextEncoder().encode(row.fields.text);
    return within("text", () => readSource({ name: `line ${row.line}`, bytes, ...(title && { title }) }));
  }
  const page = pages.get(url) ?? pageArticle(app, url);
  pages.set(url, page);
  try {
    return { ...(await page), ...(title && { title, titleFrom: "given" }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new RowFault("url", error.message, { cause: error });
  }
}

async function pageArticle({ fetch }: Parts, address: string): Promise<Article> {
  const { url, text, format } = await readPage(fetch, address);
  const article = readArticle({ name: address, text, format });
  return article.link && /^https?:\/\//i.test(article.link) ? article : { ...article, link: url };
}

function drafted({ settings }: Parts, checked: CheckedRow, article: Article): Draft {
  const { wanted, wishes, written } = checked;
  const tagRules = tagRulesOf(settings);
  const faulty = (fault: AppError): Column => {
    const isMode = fault.code === "option-invalid" && "option" in fault.facts && fault.facts.option === "mode";
    return isMode ? "mode" : written.url === undefined ? "text" : "url";
  };
  const posts = wanted.map(({ account }) =>
    within(faulty, () => {
      const options = { ...wishes, ...postingOf(account, false), tagRules };
      return postsFor(account, { article }, options, isPictured(account, article, 0));
    }),
  );
  return { ...checked, article, posts };
}
