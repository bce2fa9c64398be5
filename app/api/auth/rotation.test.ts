import { expect, test, vi } from "vitest";
import { addAgent, openTestConsole, withCookies } from "@/lib/auth/auth.fixture";

vi.mock("next/headers", () => ({ headers: vi.fn() }));
const { readSession } = await import("@/lib/auth/read-session");
const routes = {
  practice: (await import("./practice/route")).POST,
  "sign-in": (await import("./sign-in/route")).POST,
};
const forms = { practice: "role=lead", "sign-in": "email=bo@acme.test&password=correct+horse+battery" };

async function openDoor() {
  const { auth } = await openTestConsole();
  await addAgent(auth, { email: "bo@acme.test", password: "correct horse battery" });
  const arrive = async (way: keyof typeof routes, cookies = new Headers()) => {
    const headers = new Headers([...cookies, ["origin", "http://127.0.0.1:3000"]]);
    headers.set("content-type", "application/x-www-form-urlencoded");
    const url = `http://127.0.0.1:3000/api/auth/${way}`;
    return withCookies(await routes[way](new Request(url, { method: "POST", headers, body: forms[way] })));
  };
  const who = (headers: Headers) => readSession(auth, headers, { now: new Date(), mode: "practice" });
  return { arrive, who };
}

test.each(["practice", "sign-in"] as const)(
  "at %s a browser gets a new token, and its old one is dead for every copy",
  async (way) => {
    const { arrive, who } = await openDoor();
    const first = await arrive(way);
    expect(await who(first)).not.toBeNull();
    const second = await arrive(way, first);
    expect(second.get("cookie")).not.toBe(first.get("cookie"));
    expect(await who(first)).toBeNull();
    expect(await who(second)).not.toBeNull();
    const elsewhere = await arrive(way);
    expect(await who(elsewhere)).not.toBeNull();
    expect(await who(second)).not.toBeNull();
  },
);
