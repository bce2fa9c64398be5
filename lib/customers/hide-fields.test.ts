import { expect, test } from "vitest";
import type { Role } from "@/lib/auth/permissions";
import { agentOf, fillForm, newCustomer, openWorld, writeOperation } from "@/lib/operations/world.fixture";

const { env } = await import("@/lib/env");
const { readCustomerPage } = await import("./customer-page");
const app = env.apps[0] as (typeof env.apps)[number];

async function seeAs(role: Role, profileId: string) {
  const read = await readCustomerPage(app, profileId, agentOf(role));
  if (!read.ok) throw new Error(read.error.message);
  return read.page;
}

test("personal data that was set from here is nowhere in what anybody is sent, and that it was set is", async () => {
  await openWorld();
  const customer = await newCustomer();
  const body = { email: "zoe.private@example.com", birthday: "1990-12-31", phone_number: null, first_name: "Zoë" };
  const input = await fillForm("profile.update", customer, { body });
  expect(await writeOperation("profile.update", agentOf("agent"), input)).toMatchObject({ ok: true });

  const page = await seeAs("viewer", customer.profileId);
  expect(JSON.stringify(page)).not.toMatch(/zoe\.private|1990-12-31/);
  expect(page.lastSet).toMatchObject({
    email: { value: "••••", confirmed: true, by: "agent@example.com" },
    birthday: { value: "••••" },
    phone_number: { value: null },
    first_name: { value: "Zoë" },
  });
  expect(page.activity).toMatchObject([
    { name: "profile.update", said: ["first name, e-mail, phone number, birthday"] },
  ]);

  for (const role of ["agent", "lead", "admin"] as const) {
    const seen = await seeAs(role, customer.profileId);
    expect(JSON.stringify(seen)).not.toMatch(/zoe\.private|1990-12-31/);
    expect(seen.lastSet).toMatchObject({ email: { value: "••••" }, first_name: { value: "Zoë" } });
  }
});
