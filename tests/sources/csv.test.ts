/** CSV as spreadsheets write it, whole and broken. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine, readCsv, unshielded } from "../../src/sources/csv.ts";

const known = (header: readonly string[]) =>
  header.filter((name) => ["akun", "teks", "waktu", "a", "b"].includes(name.toLowerCase())).length;
const read = (text: string) => readCsv(text, known);
const cells = (text: string) => read(text).map((row) => row.cells);

describe("readCsv", () => {
  it.each([
    [
      "commas",
      "akun,teks\r\nx,y\r\n",
      [
        ["akun", "teks"],
        ["x", "y"],
      ],
    ],
    [
      "semicolons, with commas in the cells",
      "akun;teks\nx;satu, dua, tiga, empat\n",
      [
        ["akun", "teks"],
        ["x", "satu, dua, tiga, empat"],
      ],
    ],
    [
      "tabs",
      "akun\tteks\nx\ty",
      [
        ["akun", "teks"],
        ["x", "y"],
      ],
    ],
    [
      "sep= on the first line",
      "sep=;\r\nakun;teks\r\nx;y",
      [
        ["akun", "teks"],
        ["x", "y"],
      ],
    ],
    [
      "quoted sep= of another tool",
      '"sep=|"\nakun|teks\nx|y',
      [
        ["akun", "teks"],
        ["x", "y"],
      ],
    ],
    [
      "quotes and line breaks in cells",
      'akun,teks\nx,"satu ""dua""\r\ntiga"\n',
      [
        ["akun", "teks"],
        ["x", 'satu "dua"\r\ntiga'],
      ],
    ],
    ["empty cells and empty rows", "akun,teks\n,\n\nx,\n;;\n", [["akun", "teks"], ["x", ""], [";;"]]],
    [
      "line ends of an old Mac",
      "akun,teks\rx,y\r",
      [
        ["akun", "teks"],
        ["x", "y"],
      ],
    ],
    [
      "a quotation mark within a cell",
      'akun,teks\nx,layar 5" baru\n',
      [
        ["akun", "teks"],
        ["x", 'layar 5" baru'],
      ],
    ],
  ])("reads %s", (_, text, expected) => expect(cells(text)).toEqual(expected));

  it("tells the line at which each row begins", () => {
    const text = 'sep=,\r\nakun,teks\r\nx,"satu\r\n\r\ntiga"\r\n\r\ny,dua\r\n';
    expect(read(text).map(({ line }) => line)).toEqual([2, 3, 7]);
  });

  it("refuses a cell with words behind its closing mark, which spreadsheets would read without the marks", () => {
    expect(read('akun,teks\nx,"ab"cd\ny,dua\n')).toMatchObject([
      { line: 1, broken: null },
      { line: 2, broken: expect.stringContaining("stand behind its closing quotation mark") },
      { line: 3, cells: ["y", "dua"], broken: null },
    ]);
  });

  it("loses one row to a quotation mark that is never closed, and none below it", () => {
    const found = read('akun,teks\nx,"tak ditutup\ny,dua\nz,tiga\n');
    expect(found.slice(1)).toEqual([
      { line: 2, cells: ["x", expect.any(String)], broken: expect.stringContaining("never closed") },
      { line: 3, cells: ["y", "dua"], broken: null },
      { line: 4, cells: ["z", "tiga"], broken: null },
    ]);
  });

  it("sees that a mark is closed by one that opens another cell", () => {
    const found = read('akun,teks\nx,"tak ditutup\ny,"dua, dan tiga"\nz,empat\n');
    expect(found.slice(1).map(({ line, broken }) => [line, broken === null])).toEqual([
      [2, false],
      [3, true],
      [4, true],
    ]);
  });

  it("reads a megabyte of quotation marks, where each might look for its other to the end", () => {
    // A row of blanks is none; one that is broken is one.
    expect(read(`a,b\n${'"\n'.repeat(500_000)}`)).toHaveLength(1);
    expect(read(`a,b\n${'x,"'.repeat(300_000)}`).map(({ broken }) => broken === null)).toEqual([true, false]);
  });
});

describe("csvLine", () => {
  const cell = fc.oneof(
    fc.string(),
    fc.string({ unit: "grapheme" }),
    fc.stringMatching(/^[\s'"=+\-@,;\t\r\n\w]{0,12}$/),
  );

  it("gives back, read again, just what it was given", () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { maxLength: 6 }), (rows) => {
        const all = [["a", "b", ""], ...rows.map((row) => [...row, "ujung"])];
        const back = cells(all.map(csvLine).join("")).map((row) => row.map(unshielded));
        expect(back).toEqual(all);
      }),
      { numRuns: 2_000 },
    );
  });

  it("lets no cell begin as a formula", () => {
    fc.assert(
      fc.property(fc.constantFrom("=", "+", "-", "@", "\t", "\r"), fc.string(), (mark, rest) => {
        expect(csvLine([mark + rest])).toMatch(/^"?'/);
      }),
    );
    expect(csvLine(["biasa", "5'", "'kutip"])).toBe("biasa,5','kutip\r\n");
  });
});
