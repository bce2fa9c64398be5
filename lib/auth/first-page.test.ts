import { expect, test, vi } from "vitest";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(`led to ${path}`);
  },
}));
const { openTestConsole, withCookies } = await import("./auth.fixture");
const { firstPageOf } = await import("./first-page");
const { EMERGENCY, roles } = await import("./permissions");
const { signInToPractice } = await import("./practice");
const { requireAgent } = await import("./session");

test("each role has a first page that it may see, and a role that nobody knows has none", () => {
  const first = [...roles, EMERGENCY, "owner"].map((role) => [role, firstPageOf(role)]);
  expect(Object.fromEntries(first)).toEqual({
    viewer: "/",
    agent: "/",
    lead: "/",
    admin: "/",
    auditor: "/activity",
    emergency: "/",
    owner: undefined,
  });
});

test("whoever may not see the page that sign-in leads to is sent on, and only what was asked for is a refusal", async () => {
  const { auth, db } = await openTestConsole();
  request.headers = withCookies(await signInToPractice(auth, "auditor", new Headers()));
  const refused = () => db.selectFrom("audit_event").select("action").where("outcome", "=", "denied").execute();
  await expect(requireAgent("customer.read", { entrance: true })).rejects.toThrow("led to /activity");
  expect(await refused()).toEqual([]);
  expect(await requireAgent("customer.read")).toMatchObject({ ok: false });
  expect(await refused()).toEqual([{ action: "customer.read" }]);
  request.headers = withCookies(await signInToPractice(auth, "viewer", new Headers()));
  expect(await requireAgent("customer.read", { entrance: true })).toMatchObject({ ok: true });
});
