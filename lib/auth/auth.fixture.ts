import { onTestFinished, vi } from "vitest";
import { database, openTestDatabase } from "@/lib/db/database.fixture";
import { type Auth, createAuth } from "./auth";
import type { Mode } from "./create-account";

export const secret = "a secret that only these tests know, long enough";
export const publicUrl = "http://127.0.0.1:3000";

/** better-auth on a database of the test's own. */
export async function openTestAuth({ url = publicUrl, mode = "practice" }: { url?: string; mode?: Mode } = {}) {
  const db = await openTestDatabase();
  return {
    db,
    auth: createAuth({ db, type: database.type, secret, publicUrl: url, mode, passwordLn: 10 }),
  };
}

const shared = globalThis as typeof globalThis & { consoleAuth?: unknown; consoleDatabase?: unknown };

/** The same in the place of the console's own, where its pages, routes and actions look; gone when the test ends. */
export async function openTestConsole() {
  const { db, auth } = await openTestAuth();
  shared.consoleDatabase = Promise.resolve(db);
  shared.consoleAuth = Promise.resolve(auth);
  onTestFinished(() => {
    shared.consoleDatabase = undefined;
    shared.consoleAuth = undefined;
    vi.useRealTimers();
  });
  return { db, auth };
}

/** An account with a password, as the set-up makes it. */
export async function addAgent(
  auth: Auth,
  { email, password, role = "agent" }: Record<"email" | "password", string> & { role?: string },
) {
  const { internalAdapter, password: passwords } = await auth.$context;
  const user = await internalAdapter.createUser({ name: "Bo", email, role, emailVerified: true }, { method: "set-up" });
  const hash = await passwords.hash(password);
  await internalAdapter.linkAccount({ userId: user.id, providerId: "credential", accountId: user.id, password: hash });
  return user.id;
}

/** The request headers of a browser that took the cookies of `response`. */
export function withCookies(response: Response): Headers {
  const pairs = response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);
  return new Headers({ cookie: pairs.join("; ") });
}
