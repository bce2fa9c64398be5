import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "@/lib/auth/content-security";
import { readSigned, sessionCookieName } from "@/lib/auth/cookies";
import { hasSession } from "@/lib/auth/has-session";
import { signInPath } from "@/lib/auth/next-path";
import { PATH_HEADER } from "@/lib/auth/path-header";
import { isPublicPage } from "@/lib/auth/public-pages";
import { SIGNED_OUT, SIGNED_OUT_READ } from "@/lib/auth/signed-out";
import { env } from "@/lib/env";
import { authorizationOrigin } from "@/lib/sso/get-provider";

// A gate, not the lock: it keeps whoever has no session away from Next's decoders. Every page, route and action asks again.
// What is too large, unreadable, from another host than it says or after a public page's payload never came this far:
// lib/run/guard-server.

/** Of the last two each asks for a session or a token itself. */
const PUBLIC_ROUTES = /^\/api\/(auth\/|health(\/(live|ready|details))?$|metrics$)/;
/** What a browser fetches before anybody signs in. Only reading: a POST to such a name would reach the decoders. */
const FILES = /^\/favicon\.svg$/;
/** What `next dev` adds to its pages. */
const DEVELOPMENT_FILES = /^\/(_next\/(hmr|webpack-hmr)|__nextjs_[\w-]+(\/[\w.-]+)?)$/;
const development = process.env.NODE_ENV === "development";

/** A cookie that opened a session once is not enough; where the database cannot tell, whoever asks it behind this gate says so. */
async function opensSession({ headers }: NextRequest): Promise<boolean> {
  const token = readSigned(headers, sessionCookieName(env.publicUrl), env.sessionSecret);
  return token !== null && hasSession(token, new Date()).catch(() => true);
}

export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl;
  const isRead = request.method === "GET" || request.method === "HEAD";
  if (isRead && FILES.test(pathname)) return NextResponse.next();
  if (development && DEVELOPMENT_FILES.test(pathname)) return NextResponse.next();
  const isApi = pathname.startsWith("/api/");
  if (isApi && PUBLIC_ROUTES.test(pathname)) return NextResponse.next();
  const isOpenToAll = isRead && isPublicPage(pathname);
  const signedIn = isOpenToAll || (await opensSession(request));
  const refused = { status: 401, headers: { "Cache-Control": "no-store" } };
  if (!signedIn && isApi) {
    return NextResponse.json({ error: { code: "signed_out", message: SIGNED_OUT_READ } }, refused);
  }
  // As plain text Next hands the sentence to whoever called the server action.
  if (!signedIn && !isRead)
    return new NextResponse(SIGNED_OUT, { ...refused, headers: { ...refused.headers, "Content-Type": "text/plain" } });
  if (!signedIn) {
    const target = new URL(signInPath(`${pathname}${search}`), request.url);
    return NextResponse.redirect(target, 303);
  }
  const policy = contentSecurityPolicy({
    nonce: randomBytes(16).toString("base64"),
    development,
    formTarget: authorizationOrigin(),
  });
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, `${pathname}${search}`);
  headers.set("content-security-policy", policy);
  return NextResponse.next({ request: { headers }, headers: { "Content-Security-Policy": policy } });
}

// Next reads this while building, so the cookie names of lib/auth/cookies are repeated. A signed-in call to /api stays out:
// whatever passes here has its body copied first.
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
