const BASE = "http://console.invalid";

/** Where to go after sign-in: a path on this site, "/" for anything else. Never another site, whatever the spelling. */
export function readNextPath(text: unknown): string {
  if (typeof text !== "string" || !text.startsWith("/") || !URL.canParse(text, BASE)) return "/";
  const url = new URL(text, BASE);
  if (
    url.origin !== BASE ||
    url.pathname.startsWith("//") ||
    /^\/(api|sign-in|set-up|join|new-password|second-factor)(\/|$)/.test(url.pathname)
  ) {
    return "/";
  }
  return `${url.pathname}${url.search}`;
}

const withNext =
  (page: string) =>
  (path: unknown, error?: string): string => {
    const next = readNextPath(path);
    const query = new URLSearchParams({ ...(next === "/" ? {} : { next }), ...(error ? { error } : {}) });
    return query.size > 0 ? `${page}?${query}` : page;
  };

/** The sign-in page that leads back to `path`, with the reason why a first attempt failed. */
export const signInPath = withNext("/sign-in");

/** The page of the second step of signing in that leads back to `path`, with the reason why a first attempt failed. */
export const codePath = withNext("/sign-in/code");

/** Their account, for who signed in with a recovery code: how many are left, and on to `path`. */
export function recoveredPath(path: unknown): string {
  return `/account?${new URLSearchParams({ recovery: "used", next: readNextPath(path) })}`;
}

/** Where whoever owes a second factor sets it up, and then goes on. */
export const setUpFactorPath = withNext("/second-factor");
