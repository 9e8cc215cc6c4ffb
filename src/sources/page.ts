/** A page on the web -> its text, for the reader of articles. */

import { AppError } from "../base/errors.ts";
import type { Fetch } from "../base/fetch.ts";
import { decodeText } from "./encoding.ts";

export interface Page {
  /** Where it was in the end. */
  readonly url: string;
  readonly text: string;
  readonly format: "html" | "text" | "markdown";
}

const formats: readonly [RegExp, Page["format"]][] = [
  [/^(?:text\/html|application\/xhtml\+xml)\b/i, "html"],
  [/^text\/markdown\b/i, "markdown"],
  [/^text\/plain\b/i, "text"],
];

/** Throws `page-unreachable`. */
export async function readPage(fetch: Fetch, address: string, signal?: AbortSignal): Promise<Page> {
  const { url, type, bytes } = await fetch(address, signal);
  const format = type === "" ? "html" : formats.find(([form]) => form.test(type))?.[1];
  if (!format)
    throw new AppError("page-unreachable", {
      url: address,
      why: `it is ${type.split(";")[0]}, and no page with an article`,
    });
  const { text } = decodeText(bytes, charsetOf(type) ?? (format === "html" ? charsetIn(bytes) : null));
  return { url, text, format };
}

const charsetOf = (type: string) => /charset\s*=\s*["']?([\w.:-]+)/i.exec(type)?.[1] ?? null;

/** As the page's own head names it, where browsers look for it. */
const charsetIn = (bytes: Uint8Array) => {
  const head = Buffer.from(bytes.subarray(0, 4_096)).toString("latin1");
  return /<meta\b[^>]*?charset\s*=\s*["']?([\w.:-]+)/i.exec(head)?.[1] ?? null;
};
