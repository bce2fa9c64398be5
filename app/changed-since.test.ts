import { expect, onTestFinished, test, vi } from "vitest";
import type { Role } from "@/lib/auth/permissions";
import {
  countCalls,
  fillForm,
  forget,
  lead,
  newCustomer,
  openWorld,
  writeOperation,
} from "@/lib/operations/world.fixture";

vi.hoisted(() => {
  process.env.LOOKS_PER_HOUR = "1";
});
const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));
vi.mock("next/navigation", () => ({ redirect: vi.fn() }));
const { getAuth } = await import("@/lib/auth/auth");
const { withCookies } = await import("@/lib/auth/auth.fixture");
const { signInToPractice } = await import("@/lib/auth/practice");
const { secondPerson } = await import("@/lib/operations/world.fixture");
const { updateProfile } = await import("./(console)/[app]/customers/[profileId]/actions");
const shared = globalThis as typeof globalThis & { consoleAuth?: unknown };

async function arriveAs(role: Role) {
  await openWorld();
  shared.consoleAuth = undefined;
  onTestFinished(() => {
    shared.consoleAuth = undefined;
  });
  const cookies = withCookies(await signInToPractice(await getAuth(), role, new Headers()));
  request.headers = new Headers([...cookies, ["origin", "http://127.0.0.1:3000"]]);
}

/** A form that was filled in upon something else than what is there. */
const outdated = async (customer: Awaited<ReturnType<typeof newCustomer>>) =>
  fillForm("profile.update", customer, { seen: "something else" });
const turnedAway = { ok: false, error: { outcome: "not_sent", code: "changed_since" } };

test("a write that was turned away shows the customer as they are now, by the one call that was made", async () => {
  await arriveAs("agent");
  const customer = await newCustomer();
  const form = await outdated(customer);
  await forget();
  const answer = await updateProfile(form);
  expect(answer).toMatchObject({
    ...turnedAway,
    current: { role: "agent", view: { profileId: customer.profileId, attributes: [{ key: "plan", value: "old" }] } },
  });
  expect(Object.values(await countCalls())).toEqual([1]);
});

test("nobody sees that way more customers than they may open", async () => {
  await arriveAs("lead");
  const [first, second] = [await newCustomer(), await newCustomer()];
  expect(await updateProfile(await outdated(first))).toHaveProperty("current");
  const beyond = await updateProfile(await outdated(second));
  expect(beyond).toMatchObject(turnedAway);
  expect(beyond).not.toHaveProperty("current");
});

test("who approves for somebody else is not handed the customer with it", async () => {
  await openWorld();
  const form = await outdated(await newCustomer());
  const answer = await writeOperation("profile.update", lead, form, secondPerson());
  expect(answer).toMatchObject(turnedAway);
  expect(answer).not.toHaveProperty("current");
});
