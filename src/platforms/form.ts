/** Forms with files, as networks take uploads: https://www.rfc-editor.org/rfc/rfc7578 */

import { createHash } from "node:crypto";
import type { Picture } from "../sources/images.ts";

export interface FormBody {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Fields in order, the file last. The boundary is made of the bytes, which cannot hold a hash of themselves. */
export function formOf(
  fields: Readonly<Record<string, string>>,
  name: string,
  { type, bytes }: Pick<Picture, "type" | "bytes">,
): FormBody {
  const boundary = `utas-${createHash("sha256").update(bytes).update(JSON.stringify(fields)).digest("hex")}`;
  const part = (heading: string) => `--${boundary}\r\ncontent-disposition: form-data; ${heading}\r\n`;
  const texts = Object.entries(fields).map(
    ([field, value]) => `${part(`name="${field}"`)}content-type: text/plain; charset=utf-8\r\n\r\n${value}\r\n`,
  );
  const file = `${part(`name="${name}"; filename="image.${type.replace("image/", "")}"`)}content-type: ${type}\r\n\r\n`;
  const bytesOfForm = [...texts, file].map((text) => Buffer.from(text));
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...bytesOfForm, bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  };
}

/** What was uploaded, in order, as it is stored with a post. */
export const handlesOf = (ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, index) => [`image${index + 1}`, id]));

export const idsIn = (handles: Readonly<Record<string, string>>): string[] =>
  Object.entries(handles)
    .filter(([name]) => /^image\d+$/.test(name))
    .sort(([one], [other]) => Number(one.slice(5)) - Number(other.slice(5)))
    .map(([, id]) => id);
