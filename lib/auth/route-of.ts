import { pages, routes } from "./endpoints";

const patterns = [...Object.keys(pages), ...Object.keys(routes).map((route) => route.split(" ")[1] ?? "")];

/** Whatever stands in a place of its own is any one name; what names everything below comes last. */
const matchers = [...new Set(patterns)]
  .map((pattern) => ({ pattern, all: pattern.includes("[...") }))
  .sort((a, b) => Number(a.all) - Number(b.all))
  .map(({ pattern }) => {
    const source = pattern.replace(/\[\.\.\.\w+\]/g, ".+").replace(/\[\w+\]/g, "[^/]+");
    return { pattern, matches: new RegExp(`^${source}$`) };
  });

/** The address as the build names it, such as "/[app]/customers/[profileId]": whose it was stays out. */
export function routeOf(path: string): string {
  if (path.startsWith("/_next/")) return "/_next";
  return matchers.find(({ matches }) => matches.test(path))?.pattern ?? "other";
}
