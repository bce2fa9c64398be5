/** The pages that somebody without a session reads. */
const PUBLIC_PAGES = /^\/(sign-in|sign-in\/code|set-up|join|new-password|close-tab)$/;

export const isPublicPage = (path: string): boolean => PUBLIC_PAGES.test(path);

/** What the client of Next asks for a page's payload by, instead of for the page. */
const PAYLOAD_HEADERS = /^(rsc|next-router-.*|next-hmr-refresh|x-nextjs-data)$/;
/** The page whose payload an address asks for, where the address alone says so; else the path as it is. */
function pageBehind(path: string): string {
  if (path.endsWith(".rsc")) return path.slice(0, -".rsc".length).split(".segments/")[0] ?? "";
  return /^\/_next\/data\/[^/]+(\/.*)\.json$/.exec(path)?.[1] ?? path;
}

/**
 * Is that a read of a public page's payload? No page of ours asks for one: who comes to a public page loads it whole. So nobody
 * gets Next to read what such a request says of itself. To ask before Next, which keeps these headers from its own proxy.
 */
export function asksPublicPayload(path: string, headerNames: string[]): boolean {
  const page = pageBehind(path);
  const isPayload = page !== path || headerNames.some((name) => PAYLOAD_HEADERS.test(name));
  return isPayload && isPublicPage(page.endsWith("/") ? page.slice(0, -1) : page);
}
