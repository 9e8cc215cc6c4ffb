/** Texts that an account sets before or behind its threads, "Baca selengkapnya: {link}", filled in from the article. */

import type { Article } from "../article/article.ts";

const placeholders = ["link", "title", "author", "dateline", "hashtags"] as const;
export type Placeholder = (typeof placeholders)[number];
const braces = /\{([^{}]*)\}/g;

export type Values = Readonly<Record<Placeholder, string>>;

export const valuesOf = (article: Article, link: string | null, tags: readonly string[]): Values => ({
  link: link ?? "",
  title: article.title,
  author: article.author ?? "",
  dateline: article.dateline ?? "",
  hashtags: tags.join(" "),
});

/** A line whose placeholder has no value is left out: "Oleh {author}" says nothing without one. */
export function filled(template: string, values: Values): string {
  if (template === "") return "";
  return linesOf(template)
    .filter((line) => [...line.matchAll(braces)].every((match) => valueFor(match[1], values) !== ""))
    .map((line) => line.replace(braces, (_, name: string) => valueFor(name, values)))
    .join("\n")
    .trim();
}

/** The lines that `filled` leaves out, each with the placeholder that has no value. */
export const lackingIn = (
  template: string,
  values: Values,
): { readonly line: string; readonly placeholder: string }[] =>
  linesOf(template).flatMap((line) => {
    const empty = [...line.matchAll(braces)].find((match) => valueFor(match[1], values) === "");
    return empty ? [{ line, placeholder: empty[1] ?? "" }] : [];
  });

const linesOf = (template: string): string[] => template.replaceAll("\\n", "\n").split("\n");

const isPlaceholder = (name: string | undefined): name is Placeholder => placeholders.some((one) => one === name);

const valueFor = (name: string | undefined, values: Values): string => (isPlaceholder(name) ? values[name] : "");

export const holds = (template: string, placeholder: Placeholder): boolean => template.includes(`{${placeholder}}`);

/** Says what is wrong with a template; null: it fits. */
export function refusesTemplate(template: string): string | null {
  const unknown = [...template.matchAll(braces)].find((match) => !isPlaceholder(match[1]));
  if (unknown) return `there is no ${unknown[0]}; use ${placeholders.map((one) => `{${one}}`).join(", ")}`;
  if (/[{}]/.test(template.replace(braces, ""))) return "a brace is not closed; write placeholders as {link}";
  return template.trim() === "" ? "give a text, such as Baca selengkapnya: {link}" : null;
}
