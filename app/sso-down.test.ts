import { expect, test, vi } from "vitest";
import { clientId } from "@/lib/sso/real-provider.fixture";

vi.stubEnv("OIDC_ISSUER", "http://127.0.0.1:1");
vi.stubEnv("OIDC_CLIENT_ID", clientId);
const { addAgent, openTestConsole } = await import("@/lib/auth/auth.fixture");
const { enter, turnOn } = await import("@/lib/auth/factor/factor.fixture");
const { countRecoveryCodes } = await import("@/lib/auth/factor/held");
const { POST: start } = await import("./api/auth/oidc/start/route");

test("a provider that is down costs no recovery code", async () => {
  const { auth, db } = await openTestConsole();
  const email = "ada@acme.test";
  const userId = await addAgent(auth, { email, password: "correct horse battery", role: "admin" });
  const { codes } = await turnOn(auth, { userId, email }, new Date());
  const { cookies } = await enter(auth, { userId, email });
  const origin = "http://127.0.0.1:3000";
  const headers = { origin, cookie: cookies.get("cookie") ?? "" };
  const body = new URLSearchParams({ purpose: "confirm", code: codes[0] ?? "" });
  const answer = await start(new Request(`${origin}/api/auth/oidc/start`, { method: "POST", headers, body }));
  expect(answer.headers.get("location")).toBe("/close-tab?error=sso_down");
  expect(await countRecoveryCodes(db, userId)).toBe(10);
});
