import { expect, test, vi } from "vitest";
import { openWorld } from "@/lib/operations/world.fixture";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
const { agentRoute } = await import("./agent-route");
const { getAuth } = await import("./auth");
const { withCookies } = await import("./auth.fixture");
const { signInToPractice } = await import("./practice");
const shared = globalThis as typeof globalThis & { consoleAuth?: unknown };

test("a download is not set off by a link on another site, and that it was tried is recorded", async () => {
  shared.consoleAuth = undefined;
  const { db } = await openWorld();
  const cookies = withCookies(await signInToPractice(await getAuth(), "admin", new Headers()));
  const run = vi.fn(async () => new Response("all of it"));
  const download = agentRoute("audit.export", run);
  const askFrom = async (site: string) => {
    request.headers = new Headers([...cookies, ["sec-fetch-site", site]]);
    return (await download(new Request("http://127.0.0.1:3000/x"), { params: Promise.resolve({}) })).status;
  };
  expect([await askFrom("cross-site"), await askFrom("same-site")]).toEqual([403, 403]);
  expect(run).not.toHaveBeenCalled();
  expect([await askFrom("same-origin"), await askFrom("none")]).toEqual([200, 200]);
  const denied = await db
    .selectFrom("audit_event")
    .select(["action", "actor_role"])
    .where("outcome", "=", "denied")
    .execute();
  expect(denied).toEqual([1, 2].map(() => ({ action: "audit.export", actor_role: "admin" })));
  shared.consoleAuth = undefined;
});
