/** `formTarget`: the origin outside that forms may end up at, such as the provider of single sign-on; Chromium asks also of a redirect. */
type Page = { nonce: string; development: boolean; https: boolean; formTarget: string | null };

/** Content-Security-Policy of a page. Next reads the nonce from it and puts it on its own scripts. */
export function contentSecurityPolicy({ nonce, development, formTarget }: Omit<Page, "https">): string {
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

/** The headers of every page. `same-origin` rather than `no-referrer`: with that a plain form would send `Origin: null`. */
export function securityHeaders(page: Page): Record<string, string> {
  return {
    "Content-Security-Policy": contentSecurityPolicy(page),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
    ...(page.https ? { "Strict-Transport-Security": "max-age=31536000" } : {}),
  };
}
