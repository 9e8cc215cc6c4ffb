/** An article's address with an account's own parameters, such as UTM, added where they belong: behind its query, before its fragment. */

/** `parameters`: as they stand in an address, `utm_source=x&utm_medium=social`. A parameter that the address has already is replaced. */
export function withParameters(link: string, parameters: string): string {
  const added = parameters
    .replace(/^[?&]+/, "")
    .split("&")
    .filter(Boolean);
  if (added.length === 0) return link;
  const [, address = "", query = "", fragment = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(link) ?? [];
  const names = new Set(added.map(nameOf));
  const kept = query
    .slice(1)
    .split("&")
    .filter((one) => one !== "" && !names.has(nameOf(one)));
  return `${address}?${[...kept, ...added].join("&")}${fragment}`;
}

const nameOf = (parameter: string): string => parameter.split("=")[0] ?? "";

/** Says what is wrong with parameters; null: they fit. */
export const refusesParameters = (parameters: string): string | null =>
  /^\??[\w.~%+-]+=[\w.~%+:/@-]*(?:&[\w.~%+-]+=[\w.~%+:/@-]*)*$/.test(parameters)
    ? null
    : "give names and values as in an address, such as utm_source=x&utm_medium=social";
