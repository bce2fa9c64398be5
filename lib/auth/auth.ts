import "server-only";
import { betterAuth } from "better-auth";
import type { Kysely } from "kysely";
import { getDatabase } from "@/lib/db/database";
import { isPostgres } from "@/lib/db/open";
import type { Schema } from "@/lib/db/schema";
import { env } from "@/lib/env";
import { sessionCookieName } from "./cookies";
import type { Mode } from "./create-account";
import { askForCode } from "./factor/ask-code";
import { hashedSessions } from "./hashed-sessions";
import { openSession, wayOf } from "./open-session";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password";
import { createPasswordHasher, PASSWORD_LN } from "./password-hash";
import { recordSignIn } from "./record-sign-in";
import { refuseClosed } from "./refuse-closed";

type Config = {
  db: Kysely<Schema>;
  type: "sqlite" | "postgres";
  secret: string;
  publicUrl: string;
  mode: Mode;
  /** Only a test may make hashing cheaper. */
  passwordLn?: number;
};

/**
 * better-auth on our tables. Its own HTTP endpoints are mounted nowhere: the routes of app/api/auth call the few they need,
 * so what a stranger can reach is what those routes do.
 */
export function createAuth({ db, type, secret, publicUrl, mode, passwordLn = PASSWORD_LN }: Config) {
  const secure = publicUrl.startsWith("https:");
  // The one door: between whatever proved who it is and the session that is opened.
  const admit = async (
    { userId, ipAddress }: { userId: string; ipAddress?: string | null | undefined },
    asked: { path?: string; body?: unknown } | null,
  ) => {
    await refuseClosed({ db, mode }, userId);
    await askForCode(db, userId, asked?.path);
    await recordSignIn(db, { userId, address: ipAddress ?? "", detail: wayOf(asked?.body) }, new Date());
  };
  return betterAuth({
    database: { db, type },
    secret,
    baseURL: publicUrl,
    trustedOrigins: [publicUrl],
    telemetry: { enabled: false },
    logger: { level: "error" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
      password: createPasswordHasher(passwordLn, (stored, better) =>
        db.updateTable("account").set({ password: better }).where("password", "=", stored).execute(),
      ),
    },
    user: {
      additionalFields: {
        role: { type: "string", required: true, defaultValue: "viewer", input: false },
        disabledAt: { type: "string", required: false, input: false },
      },
    },
    databaseHooks: { session: { create: { before: admit } } },
    session: {
      // The idle limit is kept by readSession.
      expiresIn: env.session.seconds,
      disableSessionRefresh: true,
      additionalFields: { confirmedAt: { type: "string", required: false, input: false } },
    },
    // Guessing is slowed by lib/auth/sign-in.
    rateLimit: { enabled: false },
    advanced: {
      useSecureCookies: false,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax" },
      cookiePrefix: "console",
      cookies: { session_token: { name: sessionCookieName(publicUrl) } },
    },
    plugins: [hashedSessions, openSession],
  });
}

export type Auth = ReturnType<typeof createAuth>;

const shared = globalThis as typeof globalThis & { consoleAuth?: Promise<Auth> };

/** The console's sign-in, built at first use on the console's database. */
export function getAuth(): Promise<Auth> {
  shared.consoleAuth ??= build().catch((error: unknown) => {
    shared.consoleAuth = undefined;
    throw error;
  });
  return shared.consoleAuth;
}

async function build(): Promise<Auth> {
  return createAuth({
    db: await getDatabase(),
    type: isPostgres(env.databaseUrl) ? "postgres" : "sqlite",
    secret: env.sessionSecret,
    publicUrl: env.publicUrl,
    mode: env.mode,
  });
}
