const YEAR_S = 31_536_000;

/** Keeps a choice in a cookie of this browser for a year, for the server to draw the next page by; undefined forgets it. */
export function remember(cookie: string, choice: string | undefined): void {
  const age = choice === undefined ? 0 : YEAR_S;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${cookie}=${choice ?? ""}; path=/; max-age=${age}; samesite=lax`;
}
