/** Files of publications to come, as Excel, LibreOffice, Google Sheets and programs write them. */

import { encode } from "iconv-lite";
import { describe, expect, it } from "vitest";
import { decodeText } from "../../src/sources/encoding.ts";
import { type RowFormat, readRows } from "../../src/sources/rows.ts";

const read = (text: string | Uint8Array, name = "kabar.csv", format?: RowFormat) =>
  readRows(typeof text === "string" ? Buffer.from(text) : text, name, format);
const said = (found: ReturnType<typeof read>) =>
  found.rows.map(({ line, fields }) => ({
    line,
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== "")),
  }));

describe("decodeText", () => {
  const text = "Harga naik €5 – kata “Sari” dan Žižek, naïve\n";
  it.each([
    ["UTF-8", Buffer.from(text), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`), "utf-8"],
    ["UTF-16 as Excel's “Unicode text”", encode(text, "utf-16le", { addBOM: true }), "utf-16le"],
    ["UTF-16 big end first", encode(text, "utf-16be", { addBOM: true }), "utf-16be"],
    ["UTF-16 without a mark", encode(text, "utf-16le"), "utf-16le"],
    ["Windows-1252", encode(text, "windows-1252"), "windows-1252"],
  ])("reads %s", (_, bytes, encoding) => expect(decodeText(bytes)).toEqual({ text, encoding }));

  it("takes what calls itself Latin 1 for Windows-1252, as browsers do", () => {
    expect(decodeText(encode("“€”", "windows-1252"), "ISO-8859-1").text).toBe("“€”");
  });

  it("leaves a broken byte in UTF-8 to be seen, rather than read all of it as something else", () => {
    const broken = Buffer.concat([Buffer.from("“satu” – "), Buffer.from([0xff]), Buffer.from(" €")]);
    expect(decodeText(broken).text).toBe("“satu” – \ufffd €");
  });
});

describe("readRows", () => {
  const row = { account: "satu", text: "Kabar.", at: "31/12/2026 09.00" };
  it.each([
    ["Excel, Indonesian", "\ufeffAkun;Teks;Waktu\r\nsatu;Kabar.;31/12/2026 09.00\r\n"],
    ["Excel, English", "account,text,at\r\nsatu,Kabar.,31/12/2026 09.00\r\n"],
    ["LibreOffice, all cells quoted", '"Account","Text","At"\n"satu","Kabar.","31/12/2026 09.00"\n'],
    ["Google Sheets, other columns empty", "at,ACCOUNT,Text,title,,\n31/12/2026 09.00,satu,Kabar.,,,\n"],
    [
      "Excel's Unicode text",
      encode("Waktu\tTeks\tAkun\r\n31/12/2026 09.00\tKabar.\tsatu\r\n", "utf-16le", { addBOM: true }),
    ],
  ])("reads %s", (_, text) => expect(said(read(text))).toEqual([{ line: 2, ...row }]));

  it("reads JSON Lines, by name or by its first character, lists too", () => {
    const lines =
      '{"account":["satu","dua"],"teks":"Kabar.","hashtags":["a","b"],"title":null}\n\n{"akun":"satu","text":"=1+1","hashtags":[]}\n';
    const expected = [
      { line: 1, account: "satu,dua", text: "Kabar.", hashtags: "a,b" },
      { line: 3, account: "satu", text: "=1+1", hashtags: "none" },
    ];
    expect(said(read(lines, "standard input"))).toEqual(expected);
    expect(said(read(lines, "kabar.JSONL"))).toEqual(expected);
    expect(said(read(lines, "kabar.csv", "jsonl"))).toEqual(expected);
  });

  it.each([
    ["account,teks,warna\n", 'column "warna" is not known'],
    ["teks,waktu\n", 'column "account" is missing'],
    ["akun,waktu\n", 'column "text" or "url" is missing'],
    ["akun,teks,isi\n", 'two of its columns are the text: "teks" and "isi"'],
    ["akun,teks,\nsatu,Kabar.,lebih\n", "its column 3 has no name"],
    ["  \n", "it is empty"],
    ["PK\x03\x04…", "it is a workbook; save it as CSV"],
  ])("refuses %j with its column named", (text, why) => expect(() => read(text)).toThrow(why));

  it("tells a bad row with its line and column, and reads the others", () => {
    const csv = Buffer.concat([
      Buffer.from("akun;teks;waktu\nsatu;“Baik” – satu.;\nsatu;rusak "),
      Buffer.from([0xff]),
      Buffer.from(';\nsatu;"tak ditutup;\nsatu;terlalu;banyak;sel\nsatu;Baik dua.;\n'),
    ]);
    const found = read(csv);
    expect(found.rows.map(({ line }) => line)).toEqual([2, 6]);
    expect(found.rejected).toEqual([
      { line: 3, column: "text", reason: expect.stringContaining("broken characters") },
      { line: 4, column: "text", reason: expect.stringContaining("never closed") },
      { line: 5, column: null, reason: expect.stringContaining("4 cells for 3 columns") },
    ]);
    const lines = read(
      '{"account":"a","text":"x"\n{"account":"a","text":5}\n{"account":"a","warna":"x"}\n[1]\n{"account":"a","text":"\\ud800"}\n',
      "x.jsonl",
    );
    expect(lines.rejected.map(({ line, column }) => [line, column])).toEqual([
      [1, null],
      [2, "text"],
      [3, "warna"],
      [4, null],
      [5, "text"],
    ]);
  });
});
