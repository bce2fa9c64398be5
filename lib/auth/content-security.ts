/** `formTarget`: the origin outside that forms may end up at, such as the provider of single sign-on; Chromium asks also of a redirect. */
type Page = { nonce: string; development: boolean; formTarget: string | null };

/** Content-Security-Policy of a page. Next reads the nonce from it and puts it on its own scripts. */
export function contentSecurityPolicy({ nonce, development, formTarget }: Page): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    `form-action 'self'${formTarget ? ` ${formTarget}` : ""}`,
    "frame-ancestors 'none'",
  ].join("; ");
}

/** What may be done with an answer that is no page: nothing. */
const NO_PAGE = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The headers of every answer that says nothing else. `same-origin` rather than `no-referrer`: with that a plain form would send `Origin: null`. */
export function answerHeaders(path: string, https: boolean): Record<string, string> {
  return {
    "Content-Security-Policy": NO_PAGE,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    // Scripts and styles are the same for everybody, and named by what is in them.
    ...(path.startsWith("/_next/static/") ? {} : { "Cache-Control": "no-store" }),
    ...(https ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}
