import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy, securityHeaders } from "@/lib/auth/content-security";
import { isSigned, sessionCookieName } from "@/lib/auth/cookies";
import { signInPath } from "@/lib/auth/next-path";
import { PATH_HEADER } from "@/lib/auth/path-header";
import { SIGNED_OUT, SIGNED_OUT_READ } from "@/lib/auth/signed-out";
import { env } from "@/lib/env";
import { authorizationOrigin } from "@/lib/sso/get-provider";

// A cheap gate, not the lock: it keeps strangers away from Next's decoders. Every page, route and action asks the database.

const PUBLIC_PAGES = /^\/(sign-in|sign-in\/code|set-up|join|new-password|close-tab)$/;
const PUBLIC_ROUTES = /^\/api\/(auth\/|health$)/;
/** What a browser fetches before anybody signs in. Only reading: a POST to such a name would reach the decoders. */
const FILES = /^\/(_next\/(hmr|webpack-hmr)|__nextjs|[^/]+\.(svg|png|ico|webp|txt|webmanifest|woff2)$)/;
const UNREADABLE =
  "This address cannot be read: a % in it stands for nothing. Open the start page and look the customer up.";
const development = process.env.NODE_ENV === "development";
const https = env.publicUrl.startsWith("https:");

/** Next answers a path whose % signs mean nothing with a 500. */
function isReadable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl;
  if (!isReadable(pathname))
    return new NextResponse(UNREADABLE, { status: 400, headers: { "Content-Type": "text/plain" } });
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (FILES.test(pathname) && (isRead || development)) return NextResponse.next();
  const isApi = pathname.startsWith("/api/");
  if (isApi && PUBLIC_ROUTES.test(pathname)) return NextResponse.next();
  const cookie = request.cookies.get(sessionCookieName(env.publicUrl))?.value;
  const signedIn = cookie !== undefined && isSigned(cookie, env.sessionSecret);
  const refused = { status: 401, headers: { "Cache-Control": "no-store" } };
  if (!signedIn && isApi) {
    return NextResponse.json({ error: { code: "signed_out", message: SIGNED_OUT_READ } }, refused);
  }
  // As plain text Next hands the sentence to whoever called the server action.
  if (!signedIn && !isRead)
    return new NextResponse(SIGNED_OUT, { ...refused, headers: { ...refused.headers, "Content-Type": "text/plain" } });
  const page = { nonce: randomBytes(16).toString("base64"), development, https, formTarget: authorizationOrigin() };
  if (!signedIn && !PUBLIC_PAGES.test(pathname)) {
    const target = new URL(signInPath(`${pathname}${search}`), request.url);
    return NextResponse.redirect(target, { status: 303, headers: securityHeaders(page) });
  }
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  headers.set("content-security-policy", contentSecurityPolicy(page));
  return NextResponse.next({ request: { headers }, headers: securityHeaders(page) });
}

// Next reads this while building, so the cookie names of lib/auth/cookies are repeated. A signed-in call to /api stays out:
// whatever passes here has its body cut at 10 MB.
export const config = {
  matcher: [
    "/((?!api/|_next/static/).*)",
    {
      source: "/api/:path*",
      missing: [
        { type: "cookie", key: "console_session" },
        { type: "cookie", key: "__Host-console_session" },
      ],
    },
  ],
};
