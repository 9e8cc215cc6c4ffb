/** The guarded fetch: what it reads, and where it refuses to go. */

import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openClock, seconds } from "../../src/base/clock.ts";
import { fetchLimits, openFetch } from "../../src/base/fetch.ts";
import { openHttp } from "../../src/base/http.ts";
import { openReach } from "../../src/base/reach.ts";
import { readPage } from "../../src/sources/page.ts";
import { openPages, type Pages } from "../support/pages.ts";

describe("fetch", () => {
  let pages: Pages;
  const clock = openClock();
  const http = openHttp(clock);
  const limits = { ...fetchLimits, deadlineMs: 1_500 };
  const allowed = openFetch({ http, clock, reach: openReach(["127.0.0.1"]), limits });
  const strict = openFetch({ http, clock, reach: openReach([]), limits });
  beforeAll(async () => {
    pages = await openPages();
  });
  afterAll(async () => {
    await pages[Symbol.asyncDispose]();
    await http[Symbol.asyncDispose]();
  });
  const text = async (path: string) => Buffer.from((await allowed(pages.url + path)).bytes).toString();
  const page = "<html><body><p>Kabar.</p></body></html>";

  it.each([
    ["gzip", gzipSync(page)],
    ["deflate", deflateSync(page)],
    ["br", brotliCompressSync(page)],
    ["identity", Buffer.from(page)],
  ])("reads what comes as %s", async (encoding, bytes) => {
    pages.set(`/${encoding}`, (_, answer) => answer.writeHead(200, { "content-encoding": encoding }).end(bytes));
    expect(await text(`/${encoding}`)).toBe(page);
  });

  it("follows five hops and no more", async () => {
    for (let hop = 1; hop <= 6; hop++)
      pages.set(`/hop${hop}`, (_, answer) =>
        answer.writeHead(302, { location: hop === 1 ? "/akhir" : `hop${hop - 1}` }).end(),
      );
    pages.set("/akhir", (_, answer) => answer.end(page));
    const found = await allowed(`${pages.url}/hop5`);
    expect(found.url).toBe(`${pages.url}/akhir`);
    await expect(allowed(`${pages.url}/hop6`)).rejects.toThrow("more than 5 times");
  });

  it.each([
    ["http://127.0.0.1:PORT/akhir", "private network"],
    ["http://2130706433:PORT/akhir", "private network"],
    ["http://0x7f.1:PORT/akhir", "private network"],
    ["http://[::1]:PORT/akhir", "private network"],
    ["http://[::ffff:127.0.0.1]:PORT/akhir", "private network"],
    ["http://localhost:PORT/akhir", "private network"],
    ["file:///etc/passwd", "not http or https"],
    ["http://sari:rahasia@127.0.0.1:PORT/", "a user name or a password"],
    ["kabar", "no web address"],
  ])("refuses %s before anything is asked there", async (address, why) => {
    const before = pages.asked.length;
    const fault = await strict(address.replace("PORT", String(pages.port))).catch((error: Error) => error);
    expect(fault).toMatchObject({ code: "page-unreachable", message: expect.stringContaining(why) });
    expect(pages.asked.length).toBe(before);
  });

  it("refuses a private address at a later hop", async () => {
    const before = pages.asked.length;
    pages.set("/dalam", (_, answer) =>
      answer.writeHead(301, { location: `http://127.0.0.2:${pages.port}/akhir` }).end(),
    );
    await expect(allowed(`${pages.url}/dalam`)).rejects.toThrow("private network");
    pages.set("/berkas", (_, answer) => answer.writeHead(301, { location: "file:///etc/passwd" }).end());
    await expect(allowed(`${pages.url}/berkas`)).rejects.toThrow("not http or https");
    expect(pages.asked.slice(before)).toEqual(["/dalam", "/berkas"]);
  });

  it("reads a listed name though its address is private", async () => {
    const named = openFetch({ http, clock, reach: openReach(["localhost"]), limits });
    pages.set("/akhir", (_, answer) => answer.end(page));
    expect((await named(`http://localhost:${pages.port}/akhir`)).bytes.length).toBe(page.length);
  });

  it.each([
    ["plain", (size: number) => Buffer.alloc(size, 65), {}],
    ["packed small", (size: number) => gzipSync(Buffer.alloc(size, 65)), { "content-encoding": "gzip" }],
  ])("takes ten megabytes and no byte more, %s", async (name, body, headers) => {
    for (const size of [10_000_000, 10_000_001])
      pages.set(`/${name[1]}${size}`, (_, answer) => answer.writeHead(200, headers).end(body(size)));
    expect((await allowed(`${pages.url}/${name[1]}10000000`)).bytes.length).toBe(10_000_000);
    await expect(allowed(`${pages.url}/${name[1]}10000001`)).rejects.toThrow("larger than 10000000 bytes");
  });

  it("waits for no page longer than its deadline, hops and all", async () => {
    const started = performance.now();
    pages.set("/diam", (_, answer) => void answer.writeHead(200).write("<p>"));
    await expect(allowed(`${pages.url}/diam`)).rejects.toThrow("by the deadline");
    expect(performance.now() - started).toBeLessThan(seconds(4));
    expect(fetchLimits.deadlineMs).toBe(20_000);
  });

  it("says what an answer was that is no page", async () => {
    pages.set("/rusak", (_, answer) => answer.writeHead(500).end("x"));
    await expect(allowed(`${pages.url}/rusak`)).rejects.toThrow("it answers 500");
    pages.set("/bohong", (_, answer) => answer.writeHead(200, { "content-encoding": "gzip" }).end("bukan gzip"));
    await expect(allowed(`${pages.url}/bohong`)).rejects.toThrow("cannot be read");
    pages.set("/gambar", (_, answer) => answer.writeHead(200, { "content-type": "image/png" }).end("x"));
    await expect(readPage(allowed, `${pages.url}/gambar`)).rejects.toThrow("it is image/png");
  });

  it("reads a page in the charset that it names, in its header or in itself", async () => {
    const latin = (head: string) =>
      Buffer.concat([Buffer.from(`<html><head>${head}</head><p>`), Buffer.from([0x93, 0x80, 0x94])]);
    pages.set("/kepala", (_, answer) =>
      answer.writeHead(200, { "content-type": "text/html; charset=ISO-8859-1" }).end(latin("")),
    );
    pages.set("/dalam", (_, answer) =>
      answer.writeHead(200, { "content-type": "text/html" }).end(latin('<meta charset="windows-1252">')),
    );
    for (const path of ["/kepala", "/dalam"]) expect((await readPage(allowed, pages.url + path)).text).toContain("“€”");
  });
});
